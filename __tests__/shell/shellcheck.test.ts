import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const programs = readdirSync('templates/host')
  .filter((name) => name.endsWith('.sh'))
  .map((name) => join('templates/host', name));

test('only what has to run where python3 may be missing is a shell program', () => {
  expect([...programs].sort()).toEqual(['observe', 'receive', 'start'].map((name) => `templates/host/${name}.sh`));
});

test('shellcheck finds nothing in any program of the host', () => {
  const run = spawnSync('shellcheck', ['-x', '-s', 'sh', ...programs], { encoding: 'utf8' });
  if (run.error !== undefined) throw new Error('This test needs shellcheck: apt-get install shellcheck');
  expect(run).toMatchObject({ stdout: '', stderr: '', status: 0 });
});

test.each(['dash', 'bash'])('%s can read every program of the host', (shell) => {
  for (const program of programs) {
    const run = spawnSync(shell, ['-n', program], { encoding: 'utf8' });
    expect({ program, status: run.status, says: run.stderr }).toEqual({ program, status: 0, says: '' });
  }
});

test('no program silences shellcheck', () => {
  expect(spawnSync('grep', ['-l', 'shellcheck disable', ...programs], { encoding: 'utf8' }).stdout).toBe('');
});
