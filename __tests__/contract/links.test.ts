import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { filesBelow, read, ROOT } from './source-files.js';

/** Written by `npm run bench`: its report keeps the names of its day. */
const GENERATED = 'docs/benchmarks.md';
const DOCUMENTS = [
  ...['README.md', 'README.ko.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'bench/README.md'],
  ...filesBelow('docs').filter((path) => path.endsWith('.md') && path !== GENERATED),
];
const ROOTS = ['src', 'templates', 'docs', '__tests__', 'bench', 'lab', 'scripts', 'examples'];

describe.each(DOCUMENTS)('%s', (path) => {
  const text = read(path);

  test('links to files that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(ROOT, dirname(path), link)))).toEqual([]);
  });

  test('names files of the repository that exist', () => {
    const names = [...text.matchAll(new RegExp(`\`((?:${ROOTS.join('|')})/[\\w./-]+)\``, 'g'))].map(
      ([, name = '']) => name,
    );
    expect(names.filter((name) => !existsSync(join(ROOT, name)))).toEqual([]);
  });
});
