import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { join } from 'node:path';
import { assignments } from '../../src/host/assignments.js';
import type { HostFacts } from '../../src/host/facts.js';
import { lookProgram } from '../../src/host/observe-script.js';
import { parseObservation } from '../../src/host/parse-facts.js';
import { readTemplate } from '../../src/templates.js';
import { SHELLS, TestHost } from '../support/host-program.js';

jest.setTimeout(30_000);

describe.each(SHELLS)('the look at the last switch (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  const look = (): HostFacts => {
    const values = {
      ...{ ROOT_INPUT: host.root, PROJECT: 'site', SOURCE: 'upload', CRON_PID_FILE: join(host.folder, 'crond.pid') },
      ...{ MANIFEST_DIGEST: '', MANIFEST_CHUNKS: '', CRON_MARK: '# site', ...host.engineAt },
      ...{ CERTIFICATE_NAME: 'a.example.com', CERTIFICATE_VOLUME: 'site_certificates' },
    };
    return parseObservation(host.run(['-c', assignments(values) + lookProgram(readTemplate)]).stdout);
  };

  test('tells what ran when the release had come up, what runs now, what the edge has loaded, and what nobody has verified', () => {
    host.stub(
      'docker',
      `case "$*" in 'ps --all --filter'*) ;;
        'ps --all'*) echo 'site-app-1|site|False|app|running|Up 1 second|80/tcp|hash|sha256:image' ;; esac`,
    );
    host.release('r1');
    expect(look()).toMatchObject({ current: { up: 'unfinished' }, unverified: undefined, edgeLoaded: undefined });
    host.write('records/r1/up', 'app|hash|sha256:image\nworker|other|\n');
    host.write('unverified', 'release=r1\nprevious=\n');
    host.write('edge.loaded', 'config leaf live\n');
    expect(look()).toMatchObject({
      current: { up: ['app|hash|sha256:image', 'worker|other|'] },
      containers: [{ service: 'app', config: 'hash', image: 'sha256:image' }],
      unverified: { release: 'r1', previous: undefined },
      edgeLoaded: { config: 'config', certificate: 'leaf' },
    });
    host.write('unverified', 'release=r1\nprevious=r0\n');
    expect(look().unverified).toEqual({ release: 'r1', previous: 'r0' });
  });

  test('does not expect of a release of the old layout that it was noted what ran', () => {
    host.release('r1');
    host.run(['-c', 'cd "$1" && mv records/r1 releases/r1/.ec2-https-deploy', 'sh', host.root]);
    expect(look().current?.up).toBe('unknown');
  });
});
