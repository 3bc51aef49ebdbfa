import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { environmentFileText, notForSystemd } from '../../../src/dotenv/systemd.js';
import { Secret } from '../../../src/secret.js';

const entries = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, value]) => ({ key, value: new Secret(value) }));

/** As parse_env_file of systemd reads what is in double quotes: a backslash escapes these four signs, and stays before any other. */
function readBack(text: string): string {
  const [, quoted = ''] = /^KEY="([^]*)"\n$/.exec(text) ?? [];
  return quoted.replace(/\\([\\"$`])/g, '$1');
}

describe('the text of an EnvironmentFile', () => {
  test('has each value in double quotes, its line breaks as they are', () => {
    const text = environmentFileText(entries({ A: 'a"b\\c$d`e', B: 'two\nlines', C: '' }));
    expect(text).toBe('A="a\\"b\\\\c\\$d\\`e"\nB="two\nlines"\nC=""\n');
  });

  test('gives back any value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(readBack(environmentFileText(entries({ KEY: value })))).toBe(value);
      }),
      { seed: 14, numRuns: 2000 },
    );
  });
});

test('values that systemd would refuse are named by their keys, and never shown', () => {
  const found = notForSystemd(
    entries({ FINE: 'ü🙂\u{10000}', A: 'x\uFFFE', B: '\u{1FFFF}', C: '\uFDD0', LONG: 'x'.repeat(131_072) }),
  );
  expect(found).toEqual([
    { key: 'A', why: 'has a Unicode noncharacter' },
    { key: 'B', why: 'has a Unicode noncharacter' },
    { key: 'C', why: 'has a Unicode noncharacter' },
    { key: 'LONG', why: 'is longer than 128 KiB' },
  ]);
});
