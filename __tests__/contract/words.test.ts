import { describe, expect, test } from '@jest/globals';
import { filesBelow, read } from './source-files.js';
import { textsInPython, textsInTypeScript } from './strings.js';
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
