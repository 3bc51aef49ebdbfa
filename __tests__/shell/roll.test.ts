import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { SHELLS, TestHost, type Deployed } from '../support/host-program.js';

jest.setTimeout(40_000);

/* The engine is a folder: `app` holds a line a container of the app (id|state|release|replicas). */

describe.each(SHELLS)('one release of the app takes over from another (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost(shell);
    host.release('r1');
    for (const name of ['r1', 'R2']) {
      host.write(`records/${name}/release.compose.yml`, `aliases: [release-${name.toLowerCase()}]\n`);
      host.write(`records/${name}/compose-files`, 'compose.yml');
      host.write(`records/${name}/compose-folder`, '');
    }
  });
  afterEach(() => host[Symbol.dispose]());

  /** `becomes` is the state in which containers of R2 are found: status, health and restarts. */
  const up = async (becomes: string, values: Readonly<Record<string, string>> = {}): Promise<Deployed> => {
    host.stub(
      'docker',
      `cd '${host.root}'
      case "$*" in
        'ps '*release*) cat app ;;
        'ps '*) cut -d '|' -f 1 app ;;
        *'{{.State.Pid}}'*) echo 0 ;;
        *'{{.State.ExitCode}} '*) echo 0 ;;
        *'{{.State.Status}} '*) for id; do :; done; case $id in new*) echo '${becomes}' ;; *) echo 'running healthy 0' ;; esac ;;
        'inspect '*) sed 's/^\\([^|]*\\)|.*/app|running|healthy|0|0|\\1/' app ;;
        *' --scale app='*' app')
          scale=\${*##*--scale app=}; scale=\${scale%% *}
          while [ "$(wc -l <app)" -lt "$scale" ]; do echo "new$(wc -l <app)|${becomes.split(' ')[0] ?? ''}|$(basename "$(readlink current)")|1" >>app; done ;;
        'stop '*) readlink edge/live/current >>asked-at-stop ;;
        'rm '*) echo "$*" >>removed; shift; for id; do grep -v "^$id|" app >app.next || :; mv app.next app; done ;;
        logs*) echo 'the last words' ;;
        *' --dry-run up '*) cat would 2>/dev/null ;;
        *' up --detach'*) ;;
        *) echo "$*" >&2; exit 97 ;;
      esac`,
    );
    const usual = { RELEASE: 'R2', EXPECT_CURRENT: 'r1', ROLLING: 'yes', ...values };
    return await host.deploy({ steps: ['up'], values: usual });
  };
  const app = (): readonly string[] => host.read('app').split('\n').slice(0, -1);
  const live = (): string => readlinkSync(join(host.root, 'edge/live/current'));
  const scales = (): readonly string[] => host.calls('docker').flatMap((call) => /--scale (\S+)/.exec(call)?.[1] ?? []);

  test('the old one is stopped when the edge asks the new one, and not before', async () => {
    host.write('app', 'old1|running|r1|1\n');
    expect((await up('running healthy 0')).done).toBe('applied');
    expect(app()).toEqual(['new1|running|R2|1']);
    expect(live()).toBe('release-r2:9000/R2');
    expect(host.read('asked-at-stop')).toBe('release-r2:9000/R2\n');
  });

  test('one that does not become well is taken out; the old one was never stopped, and the edge still asks it', async () => {
    host.write('app', 'old1|running|r1|1\n');
    host.run(['-c', 'mkdir -p "$1/x:1/r1" && ln -s x:1/r1 "$1/current"', 'sh', join(host.root, 'edge/live')]);
    const run = await up('running unhealthy 0');
    expect(run.failure).toMatchObject({ code: 'containers-unhealthy' });
    expect(app()).toEqual(['old1|running|r1|1']);
    expect(readlinkSync(join(host.root, 'current'))).toBe('releases/r1');
    expect(host.read('asked-at-stop')).toBe('release-r1:9000/r1\n');
  });

  test('one that falls over again and again is removed before compose counts containers; nothing is stopped', async () => {
    host.write('app', 'old1|running|r1|1\n');
    const run = await up('restarting none 4');
    expect(run.failure).toMatchObject({ code: 'containers-unhealthy' });
    expect(app()).toEqual(['old1|running|r1|1']);
    expect(host.read('removed')).toBe('rm --force new1\n');
    expect(host.calls('docker').filter((call) => call.startsWith('stop'))).toEqual([]);
  });

  test('as many start as the release declares', async () => {
    host.write('app', 'old1|running|r1|1\n');
    expect((await up('running healthy 0', { APP_REPLICAS: '2' })).done).toBe('applied');
    expect(app()).toEqual(['new1|running|R2|1', 'new2|running|R2|1']);
    expect(scales()).toEqual(['app=3']);
  });

  test('a number of containers that a person chose is kept, also by the up that comes after', async () => {
    host.write('app', 'old1|running|r1|1\nold2|running|r1|1\n');
    expect((await up('running healthy 0')).done).toBe('applied');
    expect(app()).toHaveLength(2);
    expect(scales()).toEqual(['app=4', 'app=2']);
  });

  test('what a program that was broken off left behind is finished, not doubled', async () => {
    host.write('app', 'old1|running|r1|1\nnew1|running|R2|1\n');
    expect((await up('running healthy 0')).done).toBe('applied');
    expect([app(), scales()]).toEqual([['new1|running|R2|1'], []]);
  });

  test.each([
    {
      would: ['edge-1  Running', 'new1  Stopping', 'new1  Removed'],
      calls: 1,
      title: 'the app only: it is not called',
    },
    { would: ['edge-1  Running', 'worker-1  Recreate', 'worker-1  Recreated'], calls: 2, title: 'a worker too: it is' },
    { would: ['edge-1  Running', 'left-over-1  Removed'], calls: 2, title: 'what is no longer declared: it is' },
    { would: [], calls: 2, title: 'what it cannot tell: it is' },
  ])('where compose, asked meanwhile, would change $title', async ({ would, calls }) => {
    host.write('app', 'old1|running|r1|1\n');
    host.write('would', would.map((line) => ` DRY-RUN MODE -  Container ${line}\n`).join(''));
    expect((await up('running healthy 0')).done).toBe('applied');
    const ups = host.calls('docker').filter((call) => call.includes(' up --detach') && !call.includes('--dry-run'));
    expect(ups).toHaveLength(calls);
  });
});
