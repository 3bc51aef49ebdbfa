import { describe, expect, test } from '@jest/globals';
import { ERROR_CODES } from '../../src/errors/codes.js';
import { messagesIn, messagesInSource } from './messages.js';
import { filesBelow, read } from './source-files.js';

const messages = messagesInSource();
const document = read('docs/errors.md');
const sections = new Map(
  document
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.split('\n')[0] ?? '', section]),
);

/** Where codes are raised: in TypeScript as a quoted word, on the host as a word after `fail`. */
const raising = [...filesBelow('src').filter((path) => path !== 'src/errors/codes.ts'), ...filesBelow('templates/host')]
  .map(read)
  .join('\n');
const testing = filesBelow('__tests__')
  .filter((path) => path !== '__tests__/contract/errors.test.ts')
  .map(read)
  .join('\n');

describe('docs/errors.md', () => {
  test('has a section for every code, in their order, and no other', () => {
    expect([...sections.keys()]).toEqual([...ERROR_CODES]);
  });

  test.each(ERROR_CODES)('begins the section %s with every message that the action prints for it', (code) => {
    const printed = [...(messages.get(code) ?? [])].map((message) => `${message} [${code}]`);
    expect(printed).not.toEqual([]);
    expect([...messagesIn(sections.get(code))].sort()).toEqual(printed.sort());
  });

  test.each(ERROR_CODES)('gives for %s the messages, then meaning, state and solution', (code) => {
    expect(sections.get(code)).toMatch(
      /^[\w-]+\n\n```text\n[^`]+\n```\n\n- \*\*Means\*\*: .{20,}\n- \*\*State\*\*: .{10,}\n- \*\*Do\*\*: .{10,}\n*$/,
    );
  });
});

describe('every code', () => {
  test('is raised somewhere', () => {
    const raises = (code: string): boolean =>
      new RegExp(`'${code}'|"${code}"|\\b(fail|refuse|die)(_\\w+)? ${code}\\b`).test(raising);
    expect(ERROR_CODES.filter((code) => !raises(code))).toEqual([]);
  });

  test('is named in a test', () => {
    const names = (code: string): boolean => new RegExp(`(?<![\\w-])${code}(?![\\w-])`).test(testing);
    expect(ERROR_CODES.filter((code) => !names(code))).toEqual([]);
  });
});
