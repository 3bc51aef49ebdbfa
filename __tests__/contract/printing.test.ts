import { describe, expect, test } from '@jest/globals';
import { filesBelow, read } from './source-files.js';

const SOURCES = filesBelow('src').filter((path) => path.endsWith('.ts'));
const PRINTER = 'src/runner/print.ts';

/** Ways to standard output and standard error. */
const PRINTS =
  /\bconsole\.|\b(stdout|stderr)\.(write|pipe)|process\.(stdout|stderr)|_rawDebug|\/dev\/(std|fd)|'inherit'|writeSync\((1|2)\b|'node:process'/;

/** The program without its comments. */
function programOf(path: string): string {
  return read(path).replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
}

describe('what a runner reads', () => {
  test('is written in one place', () => {
    expect(SOURCES.filter((path) => PRINTS.test(programOf(path)))).toEqual([PRINTER]);
  });

  test('is not written by @actions/core, which would print any text as it is', () => {
    const users = SOURCES.filter((path) => programOf(path).includes("'@actions/core'"));
    expect(users).toEqual(['src/runner/github.ts']);
    const used = [...read('src/runner/github.ts').matchAll(/\(await core\(\)\)\.(\w+)/g)].map(([, name]) => name);
    expect(used.sort()).toEqual(['saveState', 'setOutput', 'summary']);
  });

  test('is made plain from the start of the process on', () => {
    expect(programOf('src/index.ts')).toMatch(/makeTheRestPlain\(\);\nawait run\(process\.env\)\.catch\(endByError\);/);
  });
});

describe('the log', () => {
  test('has these groups, and no other', () => {
    const titles = SOURCES.flatMap((path) => [...read(path).matchAll(/\bgroup\('([^']+)'/g)].map(([, title]) => title));
    expect([...new Set(titles)].sort()).toEqual(
      ['Repository', 'Connect', 'Inspect', 'Plan', 'Deploy', 'Verify', 'Roll back'].sort(),
    );
  });

  test('and the summary have no address with a placeholder', () => {
    expect(SOURCES.filter((path) => programOf(path).includes('OWNER/'))).toEqual([]);
  });
});
