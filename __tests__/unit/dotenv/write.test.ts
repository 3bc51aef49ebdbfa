import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changedKeys, envKeyDigests } from '../../../src/dotenv/digests.js';
import { parseEnv } from '../../../src/dotenv/parse.js';
import { dotenvText } from '../../../src/dotenv/write.js';
import { Secret } from '../../../src/secret.js';

const entriesOf = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, value]) => ({ key, value: new Secret(value) }));

describe('dotenvText', () => {
  test.each([
    ['plain', 'a-b.c/d:e@f%g+h,i_1', 'A=a-b.c/d:e@f%g+h,i_1\n'],
    ['empty', '', "A=''\n"],
    ['a blank', 'a b', "A='a b'\n"],
    ['what compose would fill in', '$B ${C} $$', "A='$B ${C} $$'\n"],
    ['lines', 'a\nb', "A='a\nb'\n"],
    ['a single quote', "it's $5", 'A="it\'s \\$5"\n'],
    ['a backslash at the end', 'C:\\', 'A="C:\\\\"\n'],
    ['a quote and lines', '\'\n\r"', 'A="\'\\n\\r\\""\n'],
    ['a comment sign', 'a #b', "A='a #b'\n"],
  ])('writes %s', (_, value, expected) => {
    expect(dotenvText(entriesOf({ A: value }))).toBe(expected);
  });

  test('keeps the order given', () => {
    expect(dotenvText(entriesOf({ B: '1', A: '2' }))).toBe('B=1\nA=2\n');
  });

  test('writes what our own grammar reads as the same value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' }).filter(isCarriable), { minLength: 1, maxLength: 3 }),
        (values) => {
          const { entries, problems } = parseEnv(
            dotenvText(values.map((value, at) => ({ key: `K${at}`, value: new Secret(value) }))),
          );
          expect(problems).toEqual([]);
          expect(entries.map(({ value }) => value.reveal())).toEqual(values);
        },
      ),
    );
  });
});

describe('changedKeys', () => {
  test('tells added, changed and removed keys, sorted, from digests alone', () => {
    const before = envKeyDigests(entriesOf({ SAME: '1', OTHER: '2', Z_GONE: '3', GONE: '3' }));
    const after = envKeyDigests(entriesOf({ SAME: '1', OTHER: 'two', NEW: '4' }));
    expect(changedKeys(before, after)).toEqual({ added: ['NEW'], changed: ['OTHER'], removed: ['GONE', 'Z_GONE'] });
    expect(changedKeys(before, before)).toEqual({ added: [], changed: [], removed: [] });
    expect([...before.values()].join()).not.toContain('two');
    expect(before.get('SAME')).toMatch(/^[0-9a-f]{64}$/);
  });
});

function isCarriable(value: string): boolean {
  return !value.includes('\0') && !/\p{Surrogate}/u.test(value);
}
