import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryProxyName } from '../../src/proxy/names.js';
import { readTemplate } from '../../src/templates.js';
import { TestHost, type Deployed } from '../support/host-program.js';
import { serveHttp, type RunningServer } from '../support/tls-server.js';

jest.setTimeout(60_000);

const temporary = temporaryProxyName('site');

/* The stubs tell what they are asked in one list, `said`, so that the order of what they do can be seen. */

/** The program's clock, whose sleeps take no time and are noted. */
const quickClock = (slept: string): string =>
  `${readTemplate('host/program/command/clock.py')}

def _sleep(self, seconds):
    with open(${JSON.stringify(slept)}, 'a') as file:
        file.write(f'{seconds}\\n')
    global _passed
    _passed += seconds

_passed = 0
Clock.now = lambda self: time.monotonic() + _passed
Clock.sleep = _sleep
`;

describe('a temporary proxy while compose replaces the reverse proxy', () => {
  let host: TestHost;
  let server: RunningServer;
  beforeEach(async () => {
    server = await serveHttp((_, response) => response.end('hello'));
    host = new TestHost('dash');
    host.release('r1');
    host.release('r2');
    host.stub('iptables', `echo "iptables $3 $4 to \${*##* }" >>'${host.root}/said'`);
    host.stub('nginx', `[ "$1" = -t ] || echo "$EDGE $2" >>'${host.root}/said'`);
    // Only how long it would take is told: by the program, and by what it starts in a container.
    host.stub('sleep', `echo "$*" >>'${host.root}/slept'`);
  });
  afterEach(async () => {
    host[Symbol.dispose]();
    await server[Symbol.asyncDispose]();
  });

  /** The image that the edge's name means now; that of its container is `old`. */
  const up = async (image: string, standsInWell = 'true'): Promise<Deployed> => {
    host.stub(
      'docker',
      `cd '${host.root}'
      case "$*" in
        'ps '*release*) printf '%s\\n' 'app1|running||1|app' 'edge1|running||1|edge' ;;
        *'json .NetworkSettings'*) echo null ;;
        'ps '*config-hash*) echo 'edge|hash|image' ;;
        *StartedAt*) echo 'edge1|then|nginx:1|hash|old|old' ;;
        'ps '*) echo edge1 ;;
        *'{{.Image}}|{{.Config.Image}}'*) echo 'old|nginx:1' ;;
        'image inspect '*) echo '${image}' ;;
        *' config --hash edge') echo 'edge hash' ;;
        *'{{.State.Running}}'*) echo '${standsInWell}' ;;
        *IPAddress*) echo 172.18.0.9 ;;
        'exec ${temporary} check') ${standsInWell} ;;
        'exec edge1 sh -c '*) EDGE=edge1 sh -c "$5" ;;
        'exec --detach ${temporary} sh -c '*) shift 5; EDGE=${temporary} sh -c "$@" ;;
        *' run --detach --rm '*) echo 'another starts' >>said ;;
        'top '*) echo 'nginx: worker process' ;;
        'tag '*) echo "$*" >>said ;;
        'inspect '*) for id; do :; done; echo "edge|running|healthy|0|0|$id|"'{"Test":["CMD","check"]}' ;;
        *' up --detach --remove-orphans') echo up >>said ;;
        'rm --force ${temporary}' | 'logs '*) ;;
        *) echo "$*" >&2; exit 97 ;;
      esac`,
    );
    const clock = { path: 'program/command/clock.py', mode: 0o644, content: quickClock(`${host.root}/slept`) };
    const app = { ports: [server.port], protocol: 'http' } as const;
    return await host.deploy({ steps: ['up'], job: { release: 'r2', expected_release: 'r2', app }, parts: [clock] });
  };
  const said = (): readonly string[] => host.read('said').split('\n').slice(0, -1);

  test('new connections are led to it before the old one is emptied, and back when the new one is up', async () => {
    expect((await up('new')).done).toBe('applied');
    expect(said()).toEqual([
      'another starts',
      'iptables nat -I to 172.18.0.9',
      'edge1 reload',
      'iptables mangle -I to DROP',
      'edge1 reload',
      'up',
      'iptables nat -D to 172.18.0.9',
      'iptables mangle -D to DROP',
      `${temporary} reload`,
      `${temporary} quit`,
    ]);
  });

  test('the old one is left alone for as long as the kernel remembers what was reset', async () => {
    await up('new');
    const slept = host.read('slept').split('\n').slice(0, -1).map(Number);
    // Emptied, waited for until it is forgotten, and emptied once more.
    expect(slept.slice(0, 3).reduce((sum, seconds) => sum + seconds)).toBeGreaterThan(10);
    expect(slept.slice(3, 5)).toEqual([1, 1]);
  });

  test('it listens on for longer than the kernel takes a new connection for one that was reset before', async () => {
    await up('new');
    const slept = host.read('slept').split('\n').slice(0, -1).map(Number);
    expect(slept.at(-1)).toBeGreaterThan(10);
  });

  test('where no connections can be held off, it takes them all the same, and is gone after', async () => {
    host.stub('iptables', `[ "$3" = nat ] || exit 2; echo "iptables $3 $4" >>'${host.root}/said'`);
    expect((await up('new')).done).toBe('applied');
    expect(said().slice(1)).toEqual([
      'iptables nat -I',
      'edge1 reload',
      'up',
      'iptables nat -D',
      `${temporary} reload`,
      `${temporary} quit`,
    ]);
  });

  test('one that a run left which was killed before it served is removed by the next run', async () => {
    host.write('stand-in', 'begun\n');
    expect((await up('old')).done).toBe('applied');
    expect(host.calls('docker').filter((call) => call === `rm --force ${temporary}`)).toHaveLength(1);
    expect(existsSync(join(host.root, 'stand-in'))).toBe(false);
  });

  test('an edge that stays as it is needs none', async () => {
    expect((await up('old')).done).toBe('applied');
    expect(said()).toEqual(['up']);
  });

  test('one that does not become well changes nothing, and the old image has its name again', async () => {
    expect((await up('new', 'false')).failure).toMatchObject({ code: 'containers-unhealthy' });
    expect(said()).toEqual(['another starts', 'tag old nginx:1']);
  });

  test('where connections cannot be led elsewhere the edge is replaced all the same, and that says so', async () => {
    host.stub('iptables', 'exit 2');
    const run = await up('new');
    expect(run.done).toBe('applied');
    expect(said()).toEqual(['another starts', 'up']);
    expect(run.log.join('\n')).toContain('connections are refused for some seconds');
  });
});
