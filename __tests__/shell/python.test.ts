import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installedPrograms } from '../../lab/python-packages.js';

jest.setTimeout(600_000);

const FOLDER = 'templates/host/program';
const PINNED = '__tests__/support/python-tools.txt';

const modules = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.py'))
  .map((name) => join(FOLDER, name));

describe('the Python modules of the host program', () => {
  let bin: string;
  beforeAll(async () => {
    const pinned = readFileSync(PINNED, 'utf8');
    const digest = createHash('sha256').update(pinned).digest('hex').slice(0, 12);
    bin = await installedPrograms({ name: `python-tools-${digest}`, packages: ['--requirement', PINNED] });
  });

  /** What a tool says, if it finds something; it is set up in pyproject.toml. */
  const found = (program: string, ...args: readonly string[]): string => {
    const run = spawnSync(join(bin, program), args, { encoding: 'utf8' });
    return run.status === 0 ? '' : `${run.error?.message ?? ''}${run.stdout}${run.stderr}`;
  };

  test('pass mypy in its strict mode', () => {
    expect(modules.length).toBeGreaterThan(30);
    expect(found('mypy', '--cache-dir', '/dev/null')).toBe('');
  });

  test('pass ruff', () => {
    expect(found('ruff', 'check', '--no-cache', '--quiet')).toBe('');
  });

  test('need no Python newer than 3.9, which Amazon Linux 2023 has', () => {
    expect(found('vermin', '--target=3.9-', '--violations', '--eval-annotations', '--no-tips', FOLDER)).toBe('');
  });

  test('have at most 250 lines, and half of them fewer than 80', () => {
    const lengths = modules
      .map((file) => ({ file, lines: readFileSync(file, 'utf8').trimEnd().split('\n').length }))
      .sort((a, b) => a.lines - b.lines);
    expect(lengths.filter(({ lines }) => lines > 250)).toEqual([]);
    expect(lengths[Math.floor(lengths.length / 2)]?.lines).toBeLessThan(80);
  });

  test('import nothing but the standard library and each other', () => {
    const check = `
import ast, os, sys
own = {name[:-3] if name.endswith('.py') else name for name in os.listdir(sys.argv[1])}
for file in sys.argv[2:]:
    for node in ast.walk(ast.parse(open(file, encoding='utf-8').read(), file)):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module] if isinstance(node, ast.ImportFrom) else []
        for top in {name.split('.')[0] for name in names} - own - set(sys.stdlib_module_names):
            print(file, top)`;
    const run = spawnSync('python3', ['-c', check, FOLDER, ...modules], { encoding: 'utf8' });
    expect(run).toMatchObject({ stdout: '', stderr: '', status: 0 });
  });
});
