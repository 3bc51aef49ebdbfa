import { describe, expect, test } from '@jest/globals';
import { filesBelow, importsOf, read } from './source-files.js';

const SOURCES = filesBelow('src').filter((path) => path.endsWith('.ts'));

/** Modules that reach out of the process. */
const IO =
  /^node:(fs|net|tls|http|https|http2|dns|child_process|os|process|dgram|worker_threads|cluster)(\/|$)|^(@actions|@aws-sdk|node-ssh|ssh2|ws$)/;

/** What tells an address from a name comes from a module of Node's that does I/O besides. */
const ADDRESSES = 'src/inputs/parsers/ip-address.ts';

/** Who may import a module, by the module's name. */
const RESERVED: readonly (readonly [string, RegExp, RegExp])[] = [
  ['@actions/*', /^@actions\//, /^src\/runner\//],
  ['node-ssh', /^node-ssh$/, /^src\/ssh\/authenticate\.ts$/],
  ['@aws-sdk/*', /^@aws-sdk\//, /^src\/(aws|dns|registries)\//],
  ['ws', /^ws$/, /^src\/aws\/tunnel\.ts$/],
];

describe('what a file imports', () => {
  test.each(RESERVED)('%s is known only where it belongs', (_, module, allowed) => {
    const users = SOURCES.filter((path) => importsOf(path).some(({ target }) => module.test(target)));
    expect(users.filter((path) => !allowed.test(path))).toEqual([]);
  });

  test('exists', () => {
    const missing = SOURCES.flatMap((path) =>
      importsOf(path)
        .filter(({ target }) => target.startsWith('src/') && !SOURCES.includes(target))
        .map(({ target }) => `${path} → ${target}`),
    );
    expect(missing).toEqual([]);
  });

  test('stays inside src, and out of tests and lab', () => {
    const outside = SOURCES.filter((path) =>
      importsOf(path).some(({ target }) => /^(lab|__tests__|scripts|\.\.)\//.test(target)),
    );
    expect(outside).toEqual([]);
  });

  test('leads round in no circle', () => {
    expect(SOURCES.flatMap((path) => circleFrom(path) ?? [])).toEqual([]);
  });
});

describe('decisions', () => {
  const pure = SOURCES.filter((path) => /^src\/(plan|access|inputs\/parsers)\//.test(path));

  test('are there to be looked at', () => {
    expect(pure).toEqual(
      expect.arrayContaining([
        'src/plan/plan.ts',
        'src/plan/facts.ts',
        'src/plan/steps/blockers.ts',
        'src/inputs/parsers/path.ts',
        'src/access/way.ts',
      ]),
    );
  });

  test.each(pure)('%s reaches nothing that does I/O, by whatever way', (path) => {
    expect(waysToIo(path, [])).toEqual([]);
  });

  test('take nothing from node:net but what looks at a text', () => {
    expect(read(ADDRESSES).match(/^import .*/gm)).toEqual(["import { isIP } from 'node:net';"]);
  });

  test.each(pure)('%s reads no clock, no chance and no environment', (path) => {
    expect(read(path)).not.toMatch(/Date\.now|new Date\(\)|Math\.random|randomUUID|process\.env/);
  });
});

/** Each chain of imports, as they are when the program runs, from a file to a module that does I/O. */
function waysToIo(path: string, before: readonly string[]): readonly string[] {
  if (before.includes(path) || path === ADDRESSES) return [];
  return runtimeImports(path).flatMap((target) => {
    if (IO.test(target)) return [[...before, path, target].join(' → ')];
    return SOURCES.includes(target) ? waysToIo(target, [...before, path]) : [];
  });
}

function circleFrom(start: string): string | undefined {
  const ways: (readonly string[])[] = [[start]];
  const seen = new Set<string>();
  for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
    for (const target of runtimeImports(way.at(-1) ?? start)) {
      if (target === start) return [...way, target].join(' → ');
      if (!seen.has(target) && SOURCES.includes(target)) ways.push([...way, target]);
      seen.add(target);
    }
  }
  return undefined;
}

function runtimeImports(path: string): readonly string[] {
  return importsOf(path)
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .map(({ target }) => target);
}
