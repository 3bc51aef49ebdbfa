import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { HostFacts } from '../../src/host/facts.js';
import { SHELLS, TestHost } from '../support/host-program.js';
import { Inspection, listing } from '../support/inspection.js';

jest.setTimeout(30_000);

describe.each(SHELLS)('the inspection of the last switch (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  const look = (): HostFacts => new Inspection(host).facts();

  test('tells what ran when the release had come up, what runs now, what the proxy has loaded, and what nobody has verified', () => {
    const labels = { project: 'site', service: 'app', oneoff: 'False', 'config-hash': 'hash', image: 'sha256:image' };
    host.stub('docker', `case "$*" in ${listing([{ name: 'site-app-1', labels }])} esac`);
    host.release('r1');
    expect(look()).toMatchObject({ current: { up: 'unfinished' }, unverified: undefined, proxyLoaded: undefined });
    host.write('records/r1/up', 'app|hash|sha256:image\nworker|other|\n');
    host.write('unverified', 'release=r1\nprevious=\n');
    host.write('edge.loaded', 'config leaf live\n');
    expect(look()).toMatchObject({
      current: { up: ['app|hash|sha256:image', 'worker|other|'] },
      containers: [{ service: 'app', config: 'hash', image: 'sha256:image' }],
      unverified: { release: 'r1', previous: undefined },
      proxyLoaded: { config: 'config', certificate: 'leaf' },
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
