import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assignments } from '../../src/host/assignments.js';
import { lookProgram } from '../../src/host/look.js';
import { parseObservation } from '../../src/host/observation.js';
import { digestOf } from '../../src/source/manifest.js';
import { readTemplate } from '../../src/templates.js';
import { SHELLS, TestHost } from '../support/host-program.js';

jest.setTimeout(30_000);

/** What a look may start at all besides docker; observe.sh can use no program that is not among them. */
const PROGRAMS = [
  ...['awk', 'base64', 'cat', 'cut', 'df', 'dirname', 'find', 'grep', 'gzip', 'head', 'id', 'mktemp', 'readlink', 'rm'],
  ...[
    'sed',
    'sha256sum',
    'sort',
    'ssh',
    'tail',
    'tr',
    'uname',
    'wc',
    'xargs',
    'date',
    'stat',
    'expr',
    'basename',
    'ls',
  ],
];

describe.each(SHELLS)('what a look at a host with nothing to do costs it (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  test('one call of docker, one of sudo, and at most 15 other programs', async () => {
    for (const name of PROGRAMS) {
      const real = ['/usr/bin', '/bin'].map((place) => join(place, name)).find(existsSync);
      if (real !== undefined) host.stub(name, `exec ${real} "$@"`);
    }
    for (const name of ['systemctl', 'crontab']) host.stub(name, 'exit 0');
    host.stub('id', 'echo "uid=1000(ec2-user) gid=1000(ec2-user)"');
    host.stub(
      'docker',
      `case "$*" in
        version*) echo 28.5.1 ;;
        'compose version --short') echo 2.40.2 ;;
        'volume inspect'*) echo '${host.root}/volume' ;;
        'ps --all'*)
          echo 'site-edge-1|site|False|edge|running|Up 3 minutes|0.0.0.0:80->80/tcp, 0.0.0.0:443->443/tcp'
          echo 'site-app-1|site|False|app|running|Up 3 minutes (healthy)|' ;;
      esac`,
    );
    const record = '.ec2-https-deploy';
    const files = { [`${record}/manifest`]: 'f\n', [`${record}/settings-digest`]: 'abc\n', '.env': 'A=b\n' };
    host.release('r1', { ...files, [`${record}/env-digests`]: 'A def\n' });
    for (const path of ['edge/a.conf', 'edge/b.conf', 'edge/c.conf', 'renew.sh', 'hsts']) host.write(path, '300 1\n');
    host.write('edge/live/release-r1:9000/r1/kept', '');
    symlinkSync('release-r1:9000/r1', `${host.root}/edge/live/current`);
    host.write('volume/live/a.example.com/fullchain.pem', 'PEM\n');
    const values = assignments({
      ...{
        ROOT_INPUT: host.root,
        PROJECT: 'site',
        SOURCE: 'upload',
        CRON_PID_FILE: join(host.folder, 'crond.pid'),
        ...host.engineAt,
        MANIFEST_DIGEST: digestOf('f\n'),
        MANIFEST_CHUNKS: '',
      },
      ...{ CERTIFICATE_NAME: 'a.example.com', CERTIFICATE_VOLUME: 'site_certificates', CRON_MARK: '# mark' },
    });

    // What a deploy noted: see remembered.test.ts.
    writeFileSync(host.engineAt.ENGINE_SOCKET, '');
    copyFileSync('/bin/sleep', join(host.folder, 'dockerd'));
    const engine = spawn(join(host.folder, 'dockerd'), ['60'], { stdio: 'ignore' });
    await once(engine, 'spawn');
    writeFileSync(host.engineAt.ENGINE_PID_FILE, `${engine.pid ?? ''}`);
    mkdirSync(join(host.home, '.docker/cli-plugins'), { recursive: true });
    writeFileSync(join(host.home, '.docker/cli-plugins/docker-compose'), '', { mode: 0o755 });
    const noted = `read_signs
      printf '%s %s|%s\\n' engine "$engine_sign" 28.5.1 compose "$compose_sign" 2.40.2 volume "$engine_sign" "$1" >"$2"`;
    host.run([
      ...['-c', values + readTemplate('host/remembered.sh') + noted, 'sh'],
      ...[`site_certificates|${host.root}/volume`, `${host.root}/docker-noted`],
    ]);
    for (const name of PROGRAMS) host.calls(name);

    const facts = parseObservation(host.run(['-c', values + lookProgram(readTemplate)]).stdout);

    engine.kill();

    expect(facts).toMatchObject({
      docker: { access: 'direct', version: '28.5.1', compose: '2.40.2' },
      privilege: 'sudo',
      certificatePem: 'PEM',
      edgeRelease: 'r1',
      current: { name: 'r1', manifest: undefined },
    });
    expect(facts.containers).toHaveLength(2);
    expect(host.calls('docker')).toEqual([expect.stringMatching(/^ps --all/)]);
    expect(host.calls('sudo')).toHaveLength(1);
    const others = [...PROGRAMS, 'systemctl', 'crontab', 'ss'].flatMap((name) =>
      host.calls(name).map((args) => `${name} ${args}`),
    );
    expect(others.slice(15)).toEqual([]);
  });
});
