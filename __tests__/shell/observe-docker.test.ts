import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { HostFacts } from '../../src/host/facts.js';
import { parseObservation } from '../../src/host/parse-facts.js';
import { bundledNames, engineVolume } from '../../src/proxy/names.js';
import { SHELLS, TestHost } from '../support/host-program.js';
import { Inspection, listing } from '../support/inspection.js';

jest.setTimeout(30_000);

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const app = { name: 'site-app-1', labels: { project: 'site', service: 'app', oneoff: 'False' } };

describe.each(SHELLS)('what docker tells the inspection of a host (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  const look = (): HostFacts => new Inspection(host).facts();

  test('reaches an engine that only root may, by sudo', () => {
    host.write('volume/live/a.example.com/fullchain.pem', `${PEM}${PEM.replace('MIIB', 'MIIC')}`);
    host.stub(
      'docker',
      `[ "\${AS_ROOT:-}" = yes ] || exit 1
      case "$*" in version*) echo 28.5.1 ;; ${listing([app])} 'volume inspect'*) echo '${host.root}/volume' ;; esac`,
    );
    host.stub('sudo', 'shift; AS_ROOT=yes exec "$@"');
    host.dropRoot();
    expect(look()).toMatchObject({
      privilege: 'sudo',
      docker: { version: '28.5.1', access: 'sudo' },
      containers: [{ service: 'app' }],
      certificatePem: PEM.trimEnd(),
    });
    host.stub('sudo', 'echo "sudo: a password is required" >&2; exit 1');
    expect(look()).toMatchObject({ privilege: 'none', docker: { version: undefined, access: 'none' } });
  });

  test('finds which external networks, volumes and containers of others are missing', () => {
    host.stub(
      'docker',
      `case "$*" in
        ${listing([app])}
        'network inspect '*' there' | 'volume inspect '*' data') echo there ;;
        'network inspect '*' gone') echo 'Error response from daemon: network gone not found' >&2; exit 1 ;;
        'volume inspect '*' lost') echo 'Error response from daemon: get lost: no such volume' >&2; exit 1 ;;
        'network inspect '*) echo 'the engine is busy' >&2; exit 1 ;;
      esac`,
    );
    const asked = [
      ...(['there', 'gone', 'unknown'] as const).map((name) => ({ kind: 'network', name }) as const),
      ...(['data', 'lost'] as const).map((name) => ({ kind: 'volume', name }) as const),
      ...(['site-app-1', 'other'] as const).map((name) => ({ kind: 'container', name }) as const),
    ];
    const inspection = new Inspection(host);
    expect(inspection.facts({ externals: asked }).missing).toEqual([
      { kind: 'network', name: 'gone' },
      { kind: 'volume', name: 'lost' },
      { kind: 'container', name: 'other' },
    ]);
    expect(inspection.program()).not.toContain('observe.externals":');
    host.stub('docker', 'exit 1');
    host.stub('sudo', 'exit 1');
    expect(inspection.facts({ externals: asked }).missing).toEqual([]);
  });

  test('sees which containers a person stopped', () => {
    const ended = { ...app, state: 'exited', exitCode: 1 };
    const found = [
      ended,
      { ...ended, restart: 'always' },
      { ...ended, exitCode: 143 },
      { ...app, state: 'paused' },
      app,
    ];
    host.stub('docker', `case "$*" in ${listing(found)} esac`);
    expect(look().containers.map(({ isStopped }) => isStopped)).toEqual([false, true, true, true, false]);
  });

  test('reads the certificate by a container that mounts it where only root may read the volume', () => {
    const volume = engineVolume('site', bundledNames.certificateVolume);
    const mounts = [{ volume, source: '/nowhere', target: '/certificates' }];
    const chain = '/certificates/live/a.example.com/fullchain.pem';
    host.stub(
      'docker',
      `case "$*" in
        ${listing([{ name: 'site-edge-1', labels: { project: 'site', service: 'edge' }, mounts }])}
        'volume inspect'*) echo /nowhere ;;
        'exec site-edge-1 cat ${chain}') printf '%s' '${PEM}${PEM}' ;;
      esac`,
    );
    host.stub('sudo', 'exit 1');
    host.dropRoot();
    expect(look()).toMatchObject({ privilege: 'none', certificatePem: PEM.trimEnd() });
  });

  test('reads the certificate of a stack that keeps it in a folder of its own, or of the host', () => {
    host.stub('docker', `case "$*" in ${listing([app])} esac`);
    host.stub('sudo', 'exit 1');
    host.write('shared/data/conf/live/a.example.com/fullchain.pem', `${PEM}${PEM}`);
    host.write('elsewhere/live/a.example.com/fullchain.pem', PEM.replace('MIIB', 'MIIC'));
    const inFolder = (certificate_folder: string) =>
      new Inspection(host).facts({ certificate_volume: null, certificate_folder }).certificatePem;
    expect(inFolder('data/conf')).toBe(PEM.trimEnd());
    expect(inFolder(`${host.root}/elsewhere`)).toBe(PEM.trimEnd().replace('MIIB', 'MIIC'));
    expect(inFolder('data/none')).toBeUndefined();
  });

  test('reads the certificate in a folder by a container where only root may read it', () => {
    const source = `${host.root}/shared/data/conf`;
    const mounts = [{ source, target: '/certificates' }];
    host.stub(
      'docker',
      `case "$*" in
        ${listing([{ name: 'site-nginx-1', labels: { project: 'site', service: 'nginx' }, mounts }])}
        'exec site-nginx-1 cat /certificates/live/a.example.com/fullchain.pem') printf '%s' '${PEM}' ;;
      esac`,
    );
    host.stub('sudo', 'exit 1');
    host.dropRoot();
    const facts = new Inspection(host).facts({ certificate_volume: null, certificate_folder: 'data/conf' });
    expect(facts.certificatePem).toBe(PEM.trimEnd());
  });

  test('lists containers once more when one of them was removed meanwhile, and plans nothing when docker falls silent', () => {
    const answer = listing([app]);
    host.stub(
      'docker',
      `case "$*" in inspect*) [ -e '${host.root}/asked' ] || { : >'${host.root}/asked'; exit 1; } ;; esac
      case "$*" in ${answer} esac`,
    );
    expect(look().containers).toMatchObject([{ service: 'app' }]);
    host.stub('docker', `case "$*" in inspect*) echo 'the engine is gone' >&2; exit 1 ;; ${answer} esac`);
    expect(() => look()).toThrow('the engine is gone');
  });

  test('does not wait for a docker that hangs longer than its time limit', () => {
    host.stub('docker', 'sleep 600');
    const program = new Inspection(host).program().replace('_SECONDS = 30.0', '_SECONDS = 1.0');
    const facts = parseObservation(host.run(['-c', program]).stdout);
    expect(facts).toMatchObject({ docker: { installed: true, access: 'none' }, containers: [] });
    expect(host.isIdle()).toBe(true);
  });

  test('tells of docker-compose v1 where there is no compose v2', () => {
    host.stub('docker-compose', 'echo 1.29.2');
    expect(look().docker).toMatchObject({ compose: undefined, composeV1: true });
    host.stub('docker-compose', 'echo 2.40.2');
    expect(look().docker).toMatchObject({ compose: undefined, composeV1: false });
  });

  test('names the program that has a port', () => {
    host.stub(
      'ss',
      `case "$*" in *:80) echo 'LISTEN 0 511 *:80 *:* users:(("apache2",pid=12,fd=4),("apache2",pid=9,fd=4))' ;; esac`,
    );
    expect(look().ports).toEqual([{ port: 80, ours: false, holder: 'apache2' }]);
  });

  test('takes what a name says for nothing but a name', () => {
    const name = `"; {"python":null} '$(id)\\ ü`;
    host.stub('docker', `case "$*" in version*) echo 1 ;; ${listing([{ name, ports: { '80/tcp': ['80'] } }])} esac`);
    expect(look().ports).toEqual([{ port: 80, ours: false, holder: `container ${name}` }]);
  });
});
