import { describe, expect, test } from '@jest/globals';
import { filesBelow, read } from './source-files.js';
import { BANNED, bannedLines } from './words.js';

/** Written by `npm run bench`; its sentences are in bench/results/frame.md. */
const GENERATED = 'docs/benchmarks.md';
const NAMED = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'action.yml', 'bench/results/frame.md'];
const BELOW = ['docs', 'bench/README.md', 'samples/README.md', 'examples'].flatMap((place) =>
  place.endsWith('.md') ? [place] : filesBelow(place).filter((path) => path.endsWith('.md')),
);
const DOCUMENTS = [...NAMED, ...BELOW].filter((path) => !path.endsWith('.ko.md') && path !== GENERATED);

const GLOSSARY = '## Glossary';

describe('the glossary', () => {
  test.each(DOCUMENTS)('is used by %s', (path) => {
    const [text = ''] = read(path).split(GLOSSARY);
    expect(bannedLines(proseOf(text))).toEqual([]);
  });

  const [, table = ''] = read('CONTRIBUTING.md').split(GLOSSARY);
  const rows = [...table.matchAll(/^\| (?!not |-)([^|]+) \| ([^|]+) \|$/gm)];
  const terms = rows.flatMap(([, left = '']) => left.replaceAll(/ \([^)]*\)/g, '').split(', '));

  test.each(terms)('has a pattern that rejects "%s"', (term) => {
    expect(bannedLines(term)).not.toEqual([]);
  });

  test('has a row for every pattern', () => {
    expect(BANNED.filter(({ pattern }) => !terms.some((term) => pattern.test(term)))).toEqual([]);
  });

  test.each([
    'Look up the name; it looks like a PuTTY key.',
    'The credentials lack a permission.',
    'Put this step before the deploy step, and set `deploy-key` as well.',
    'This leads to a second release, in the order of the list.',
    'The certificate covers all names; visits are counted in SQLite.',
    'SQLite keeps a write-ahead log.',
  ])('lets ordinary English pass: %s', (sentence) => {
    expect(bannedLines(sentence)).toEqual([]);
  });
});

/** Without code; a block of type `text` quotes messages of the action, which are prose. Lines keep their numbers. */
function proseOf(markdown: string): string {
  const blank = (code: string): string => code.replaceAll(/[^\n]/g, '');
  return markdown
    .replaceAll(/^```(?!text\n)\w*\n[^]*?^```$/gm, blank)
    .replaceAll(/`[^`\n]*(?:\n[^`\n]+)?`/g, (code) => `…${blank(code)}`);
}
