import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const folders = ['bench/theirs', 'bench/downtime'];
const scripts = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sh'))
    .map((name) => path.join(folder, name)),
);

test('shellcheck finds nothing in the scripts of the benchmarks', () => {
  const { stdout, status } = spawnSync('shellcheck', ['-s', 'sh', ...scripts], { encoding: 'utf8' });
  expect(scripts).toEqual(
    expect.arrayContaining(['bench/theirs/by-hand/deploy.sh', 'bench/theirs/by-hand/on-host.sh']),
  );
  expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
});
