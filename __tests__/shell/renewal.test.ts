import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cronMark } from '../../src/plan/site.js';
import { TestHost, type Deployed } from '../support/host-program.js';

jest.setTimeout(30_000);

describe('installing the renewal', () => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost('dash');
    const table = join(host.folder, 'table');
    host.stub(
      'crontab',
      `case $1 in -l) cat '${table}' 2>/dev/null || { echo 'no crontab for root' >&2; exit 1; } ;; -) cat >'${table}.new' && mv '${table}.new' '${table}' ;; esac`,
    );
    host.stub('systemctl', '[ "$*" = "is-active --quiet crond" ]');
  });
  afterEach(() => host[Symbol.dispose]());

  const table = (): readonly string[] => host.run(['-c', 'crontab -l']).stdout.split('\n').slice(0, -1);
  const fill = (entries: readonly string[]): void => {
    host.run(['-c', 'crontab -'], entries.map((entry) => `${entry}\n`).join(''));
  };
  const command = (): string => `python3 -BE ${host.root}/renewal/current`;
  /** A program that writes its environment into the log. */
  const program = `import os
values = os.environ
names = " ".join(sorted(set(values) - {"LC_CTYPE"}))
open(os.path.join(os.path.dirname(__file__), "../../renew.log"), "a").write(f"{values['RENEW_WITHIN_DEPLOY']} {values['PATH']} {names} \\n")
`;
  const failing = `import os, sys
open(os.path.join(os.path.dirname(__file__), "../../renew.log"), "a").write("no server at the other end\\n")
sys.exit(1)
`;
  const line = (project: string, schedule = '3 4,16 * * *'): string => `${schedule} ${command()} ${cronMark(project)}`;
  const install = async (project: string, text = program, schedule?: string): Promise<Deployed> =>
    await host.deploy({
      steps: ['renewal'],
      job: { site: { project, cron_mark: cronMark(project) } },
      data: { renewal: { cron_line: line(project, schedule), cron_command: command() } },
      parts: [{ path: 'renewal/__main__.py', mode: 0o644, content: text }],
    });
  const programs = (): readonly string[] => readdirSync(join(host.root, 'renewal')).sort();

  test('adds one entry where there was no table, and the program that it runs', async () => {
    expect((await install('site')).done).toBe('applied');
    expect(table()).toEqual([line('site')]);
    expect(host.read('renewal/current/__main__.py')).toBe(program);
  });

  test('turns a link to another program in one move, and leaves no older one', async () => {
    await install('site');
    const [before] = programs();
    await install('site', `${program}# changed\n`);
    expect(programs()).toHaveLength(2);
    expect(programs()).not.toContain(before);
    expect(host.read('renewal/current/__main__.py')).toBe(`${program}# changed\n`);
  });

  test('repairs a program that was damaged', async () => {
    await install('site');
    host.write('renewal/current/__main__.py', 'damaged');
    await install('site');
    expect(host.read('renewal/current/__main__.py')).toBe(program);
  });

  test('replaces what an older version of this action installed', async () => {
    host.write('renew.sh', '#!/bin/sh\n', 0o755);
    fill([`1 1 * * * /bin/sh ${host.root}/renew.sh ${cronMark('site')}`]);
    await install('site');
    expect(table()).toEqual([line('site')]);
    expect(() => host.read('renew.sh')).toThrow('ENOENT');
  });

  test('replaces its entry and never doubles it', async () => {
    await install('site');
    await install('site');
    await install('site', program, '9 1,13 * * *');
    expect(table()).toEqual([line('site', '9 1,13 * * *')]);
  });

  test('keeps all other entries as they are, those of sites with a like name among them', async () => {
    const others = [
      'MAILTO=me@example.com',
      '# a note (100% mine)',
      '*/5 * * * * /bin/true \\ "x" $HOME',
      line('site2'),
      line('my-site'),
    ];
    fill([others[0] ?? '', line('site', '1 1 * * *'), ...others.slice(1)]);
    await install('site');
    expect(table()).toEqual([...others, line('site')]);
  });

  test('proves it by running the installed script once, with what cron gives it and nothing of the session', async () => {
    const run = await install('site');
    const ran = host.read('renew.log').split('\n').slice(0, -1);
    expect(ran).toHaveLength(1);
    expect(ran[0]).toMatch(/^yes \/usr\/bin:\/bin /);
    expect(ran[0]).toMatch(/HOME LOGNAME (OLDPWD )?PATH PWD RENEW_WITHIN_DEPLOY SHELL (SHLVL )?(_ )?$/);
    expect(run.log.at(-1)).toBe(ran[0]);
  });

  test('fails with the last lines of the log when the proof does, after one try', async () => {
    host.stub('id', 'case $1 in -u) echo 1000 ;; *) echo ec2-user ;; esac');
    const run = await install('site', failing);
    expect(run.failure).toMatchObject({ code: 'renewal-test-failed', text: 'no server at the other end' });
    expect(host.read('renew.log')).toBe('no server at the other end\n');
    expect(host.calls('sudo')).toHaveLength(2);
  });

  test('proves it without sudo where there is none', async () => {
    host.stub('id', 'case $1 in -u) echo 1000 ;; *) echo ec2-user ;; esac');
    host.stub('sudo', 'echo "sudo: a password is required" >&2; exit 1');
    expect((await install('site')).done).toBe('applied');
  });

  test('fails when no cron runs, since nothing would renew', async () => {
    host.stub('systemctl', 'exit 3');
    expect((await install('site')).failure).toMatchObject({
      code: 'renewal-test-failed',
      text: 'the cron daemon does not run',
    });
  });

  test('fails when the entry cannot be installed', async () => {
    host.stub('crontab', '[ "$1" = -l ] || { echo "you are not allowed to use this program" >&2; exit 1; }');
    const run = await install('site');
    expect(run.failure).toMatchObject({
      code: 'renewal-test-failed',
      text: 'the cron entry could not be installed: you are not allowed to use this program',
    });
  });

  test.each(['exit 1', 'kill -9 $$', 'echo "$1: no such file" >&2; exit 2'])(
    'leaves the table alone when it cannot be read, whatever is said of it: %s',
    async (end) => {
      host.stub('crontab', `[ "$1" != -l ] || { ${end}; }`);
      expect((await install('site')).failure).toMatchObject({ code: 'renewal-test-failed' });
      expect(host.calls('crontab')).toEqual(['-l']);
    },
  );

  test('keeps entries of another encoding byte for byte', async () => {
    host.run(['-c', `printf '0 5 * * * echo caf\\351\\n' | crontab -`]);
    await install('site');
    expect(host.run(['-c', 'crontab -l | head -n 1 | od -An -c']).stdout).toContain('351');
  });

  test('writes no table where the one that is there cannot be read', async () => {
    host.stub('crontab', '[ "$1" != -l ] || { echo "crontab: cannot open the table" >&2; exit 1; }');
    expect((await install('site')).failure?.text).toMatch(/^the cron entries could not be read/);
    expect(host.calls('crontab')).toEqual(['-l']);
  });
});
