import { describe, expect, test } from '@jest/globals';
import { messagesInSource } from './messages.js';
import { filesBelow, read } from './source-files.js';
import { textsInPython, textsInTypeScript } from './strings.js';
import { PROSE_WORDS, WORDS, wrongLines } from './words.js';

/** Written by `npm run bench`; its sentences are in bench/results/frame.md. */
const GENERATED = 'docs/benchmarks.md';
const ENGLISH = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'bench/README.md', 'bench/results/frame.md'],
  ...['docs', 'examples', 'samples'].flatMap(filesBelow).filter((path) => path.endsWith('.md')),
].filter((path) => !path.endsWith('.ko.md') && path !== GENERATED);
const ALL = [...WORDS, ...PROSE_WORDS];

describe('documents', () => {
  test.each(ENGLISH)('%s uses the terms of the glossary', (path) => {
    expect(wrongLines(proseOf(read(path)), ALL)).toEqual([]);
  });

  test('action.yml uses the terms of the glossary', () => {
    expect(wrongLines(withoutCode(read('action.yml')), ALL)).toEqual([]);
  });
});

test('messages of errors use the terms of the glossary', () => {
  const messages = [...messagesInSource().values()].flatMap((texts) => [...texts]);
  expect(wrongLines(messages.join('\n'), WORDS)).toEqual([]);
});

describe('the glossary of CONTRIBUTING.md', () => {
  const [, table = ''] = read('CONTRIBUTING.md').split('## Language');
  const terms = [...table.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, left = '']) =>
    [...left.matchAll(/`([^`]+)`/g)].map(([, term = '']) => term),
  );

  test.each(terms)('has a pattern that rejects "%s"', (term) => {
    expect(wrongLines(term, ALL)).not.toEqual([]);
  });

  test.each([
    'Look up the name; it looks like a PuTTY key.',
    'Put this step before the deploy step, and set `deploy-key` as well.',
    'The certificate covers all names of a well-known service.',
    'SQLite keeps a write-ahead log.',
    'The credentials do not include this permission, which leads nowhere.',
  ])('lets ordinary English pass: %s', (sentence) => {
    expect(wrongLines(sentence, ALL)).toEqual([]);
  });
});

describe('examples to copy', () => {
  const EXAMPLES = filesBelow('examples').filter((path) => /(\.(yml|yaml|ini|py|js|sample)|Dockerfile)$/.test(path));

  test.each(EXAMPLES)('%s uses the terms of the glossary in its comments', (path) => {
    const comments = read(path)
      .split('\n')
      .filter((line) => /^\s*(#|;|\/\/|""")/.test(line));
    expect(wrongLines(withoutCode(comments.join('\n')), [...WORDS, ...PROSE_WORDS])).toEqual([]);
  });
});

describe('texts that the action prints', () => {
  test.each(filesBelow('src').filter((path) => path.endsWith('.ts')))('%s uses the terms of the glossary', (path) => {
    expect(wrongLines(textsInTypeScript(path), WORDS)).toEqual([]);
  });

  test.each(filesBelow('templates/host').filter((path) => path.endsWith('.py')))(
    '%s uses the terms of the glossary',
    (path) => {
      expect(wrongLines(textsInPython(path), WORDS)).toEqual([]);
    },
  );

  test('are found by the search, without code and comments', () => {
    expect(textsInTypeScript('src/deadline.ts')).toContain('The run took longer than its timeout of … seconds');
    expect(textsInPython('templates/host/program/supervisor/rollback.py')).toContain('rolled back to release …');
    expect(wrongLines('The release before was put back', WORDS)).toHaveLength(2);
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
