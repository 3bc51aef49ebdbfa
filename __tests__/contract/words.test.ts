import { describe, expect, test } from '@jest/globals';
import { filesBelow, read } from './source-files.js';
import { PROSE_WORDS, WORDS, wrongLines } from './words.js';

/** docs/benchmarks.md is written by `npm run bench`; its text is bench/results/frame.md. */
const ENGLISH = [
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'bench/README.md', 'bench/results/frame.md'],
  ...filesBelow('docs').filter((path) => /(?<!\.ko|benchmarks)\.md$/.test(path)),
  ...['examples', 'samples'].flatMap(filesBelow).filter((path) => path.endsWith('README.md')),
];

describe('documents', () => {
  test.each(ENGLISH)('%s uses the terms of the glossary', (path) => {
    expect(wrongLines(proseOf(read(path)), [...WORDS, ...PROSE_WORDS])).toEqual([]);
  });

  test('action.yml uses the terms of the glossary', () => {
    expect(wrongLines(withoutCode(read('action.yml')), [...WORDS, ...PROSE_WORDS])).toEqual([]);
  });
});

/** A document without code, addresses of links, and comments; lines stay lines. */
function proseOf(markdown: string): string {
  return withoutCode(markdown.replace(/^```[^]*?^```$/gm, '').replace(/<!--[^]*?-->/g, '')).replace(
    /\]\([^)]*\)/g,
    ']',
  );
}

function withoutCode(text: string): string {
  return text.replace(/`[^`]*`/g, '`…`');
}
