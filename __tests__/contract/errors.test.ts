import { describe, expect, test } from '@jest/globals';
import { ERROR_CODES } from '../../src/errors/codes.js';
import { messagesIn, messagesInSource } from './messages.js';
import { filesBelow, read } from './source-files.js';

/** What stands for a value in a message that is compared. */
const VALUE = '<>';
const document = read('docs/errors.md');
const sections = new Map(
  document
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.split('\n')[0] ?? '', section]),
);

const printed = messagesInSource();
const texts = filesBelow('src')
  .filter((path) => path.endsWith('.ts'))
  .map(read)
  .join('\n')
  .replaceAll("\\'", "'");

/** Whether a documented message is this one of the source; its values may be words. */
function isOne(message: string): (documented: string) => boolean {
  const literals = message.split(VALUE).map((literal) => literal.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${literals.join('.+')}$`);
  return (documented) => pattern.test(documented);
}

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

  test.each(ERROR_CODES)('says of %s what it means, what state it leaves and what to do', (code) => {
    expect(sections.get(code)).toMatch(
      /^[\w-]+\n\n```text\n[^`]+\n```\n\n- \*\*Means\*\*: .{20,}\n- \*\*State\*\*: .{10,}\n- \*\*Do\*\*: .{10,}\n*$/,
    );
  });

  test.each(ERROR_CODES)('begins the section %s with every message that the source has for it', (code) => {
    const documented = messagesIn(sections.get(code));
    const absent = [...(printed.get(code) ?? [])].filter((message) => !documented.some(isOne(message)));
    expect(absent).toEqual([]);
  });

  test.each(ERROR_CODES)('begins the section %s with messages of the source alone', (code) => {
    const isInSource = (documented: string): boolean =>
      [...(printed.get(code) ?? [])].some((message) => isOne(message)(documented)) ||
      documented.split(VALUE).every((literal) => texts.includes(literal));
    expect(messagesIn(sections.get(code)).filter((documented) => !isInSource(documented))).toEqual([]);
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
