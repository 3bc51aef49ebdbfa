import { describe, expect, test } from '@jest/globals';
import { ERROR_CODES } from '../../src/errors/codes.js';
import { filesBelow, read } from './source-files.js';

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

  test.each(ERROR_CODES)('says of %s what it means, what state it leaves and what to do', (code) => {
    expect(sections.get(code)).toMatch(/^- \*\*Means\*\*: .{20,}\n- \*\*State\*\*: .{10,}\n- \*\*Do\*\*: .{10,}$/m);
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
