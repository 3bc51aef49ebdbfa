import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const folders = ['lab/bench/by-hand', 'lab/bench/sites/by-hand'];
const scripts = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sh'))
    .map((name) => path.join(folder, name)),
);

test('shellcheck finds nothing in what we are compared with', () => {
  const { stdout, status } = spawnSync('shellcheck', ['-s', 'sh', ...scripts], { encoding: 'utf8' });
  expect(scripts).toEqual(expect.arrayContaining(['bench/by-hand/deploy.sh', 'bench/by-hand/on-host.sh']));
  expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
});
