import { describe, expect, test } from '@jest/globals';
import type { Parsed } from '../../../../src/inputs/parsers/parsed.js';

/** What no value but a free text may take in, whatever it is for. */
const HOSTILE = [
  '$(touch /tmp/x)',
  '`id`',
  'a b',
  "a'b",
  'a"b',
  'a;b',
  '--flag',
  '-x',
  'a\nb',
  'a\0b',
  '',
  '..',
  '${A}',
  'a|b',
];

/** What a parser must take and refuse. */
export interface Table {
  readonly parse: (text: string) => Parsed<unknown>;
  /** Text, and what it is understood as. */
  readonly good: readonly (readonly [string, unknown])[];
  readonly bad: readonly string[];
  /** Its text may hold what means something to a shell. */
  readonly isFree?: boolean;
}

/** Tests each parser against its table, and against hostile text unless it may take that in. */
export function testTables(tables: Readonly<Record<string, Table>>): void {
  describe.each(Object.entries(tables))('%s', (_, { parse, good, bad, isFree }) => {
    test.each(good)('takes %j', (text, value) => {
      expect(parse(text)).toEqual({ value });
    });
    test.each(isFree === true ? bad : [...bad, ...HOSTILE])('refuses %j and says why', (text) => {
      expect(parse(text)).toEqual({ problem: expect.stringMatching(/\w{3}/) });
    });
  });
}
