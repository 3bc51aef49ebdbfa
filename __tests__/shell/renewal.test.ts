import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { cronMark } from '../../src/plan/site.js';
import { SHELLS, TestHost, type Deployed } from '../support/host-program.js';

jest.setTimeout(30_000);

describe.each(SHELLS)('installing the renewal (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost(shell);
    const table = join(host.folder, 'table');
    host.stub(
      'crontab',
      `case $1 in -l) cat '${table}' 2>/dev/null ;; -) cat >'${table}.new' && mv '${table}.new' '${table}' ;; esac`,
    );
    host.stub('systemctl', '[ "$*" = "is-active --quiet crond" ]');
  });
  afterEach(() => host[Symbol.dispose]());

  const table = (): readonly string[] => host.run(['-c', 'crontab -l']).stdout.split('\n').slice(0, -1);
  const fill = (entries: readonly string[]): void => {
    host.run(['-c', 'crontab -'], entries.map((entry) => `${entry}\n`).join(''));
  };
  const script = 'echo "$RENEW_WITHIN_DEPLOY $PATH $(env | cut -d = -f 1 | sort | tr "\\n" " ")" >>"${0%/*}/renew.log"';
  const line = (project: string, schedule = '3 4,16 * * *'): string =>
    `${schedule} /bin/sh ${host.root}/renew.sh ${cronMark(project)}`;
  const install = async (project: string, text = script, schedule?: string): Promise<Deployed> =>
    await host.deploy({
      steps: ['renewal'],
      values: { CRON_MARK: cronMark(project) },
      parts: [
        { path: 'renew.sh', mode: 0o755, content: `#!/bin/sh\n${text}\n` },
        { path: 'cron-line', mode: 0o644, content: line(project, schedule) },
      ],
    });

  test('adds one entry where there was no table, and an executable script', async () => {
    expect((await install('site')).done).toBe('applied');
    expect(table()).toEqual([line('site')]);
    expect(lstatSync(join(host.root, 'renew.sh')).mode & 0o777).toBe(0o755);
  });

  test('replaces its entry and never doubles it', async () => {
    await install('site');
    await install('site');
    await install('site', script, '9 1,13 * * *');
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
    const run = await install('site', 'echo "no server at the other end" >>"${0%/*}/renew.log"; exit 1');
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
    expect(run.failure).toMatchObject({ code: 'renewal-test-failed', text: 'the cron entry could not be installed' });
    expect(run.log).toContain('you are not allowed to use this program');
  });
});
