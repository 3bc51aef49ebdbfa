import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseEnv } from '../../../src/dotenv/parse.js';

function valuesOf(text: string): Record<string, string> {
  const { entries, problems } = parseEnv(text);
  expect(problems).toEqual([]);
  return Object.fromEntries(entries.map(({ key, value }) => [key, value.reveal()]));
}

describe('lines', () => {
  test.each([
    ['a value with everything in it', 'A=a$b#c"d\'e\\n\\', { A: 'a$b#c"d\'e\\n\\' }],
    ['a comment sign after a blank', 'A=x # y', { A: 'x # y' }],
    ['blanks at the end', 'A=x  \nB=y', { A: 'x  ', B: 'y' }],
    ['an = in the value', 'A=b=c==', { A: 'b=c==' }],
    ['no value', 'A=\nB=""\nC=\'\'', { A: '', B: '', C: '' }],
    ['a variable, not interpolated', 'A=1\nB=$A ${A}', { A: '1', B: '$A ${A}' }],
    ['comments, blank lines, indents', '# x\n\n  \t\n  A=1\n\t# y=2', { A: '1' }],
    ['CRLF line ends', 'A=1\r\nB="2"\r\nC=\'3\'\r\n', { A: '1', B: '2', C: '3' }],
    ['a BOM', '\uFEFFA=1', { A: '1' }],
    ['export', 'export A=1\nexport=2', { A: '1', export: '2' }],
    ['single quotes over lines', "A='x\ny\\n$z\"'\nB=1", { A: 'x\ny\\n$z"', B: '1' }],
    ['double quotes over lines', 'A="x\ny"\nB=1', { A: 'x\ny', B: '1' }],
    ['escapes', String.raw`A="\n\r\t\"\\\$'"`, { A: '\n\r\t"\\$\'' }],
    ['a $ in double quotes, not interpolated', 'A="$B ${C}"', { A: '$B ${C}' }],
    ['blanks after a closing quote', 'A="x" \t\nB=1', { A: 'x', B: '1' }],
    ['no line at all', '\n# only a comment\n', {}],
  ])('reads %s', (_, text, expected) => {
    expect(valuesOf(text)).toEqual(expected);
  });

  test.each([
    ['text after a closing quote', 'TOKEN="hunter2" x', /^TOKEN \(line 1\) has text after/],
    ['a quote in single quotes', "TOKEN='hun'ter2'", /^TOKEN \(line 1\) has text after/],
    ['an open single quote', "TOKEN='hunter2", /^TOKEN \(line 1\) begins with '/],
    ['an open double quote', 'TOKEN="hunter2', /^TOKEN \(line 1\) begins with "/],
    ['an unknown escape', 'TOKEN="hunter2\\x"', /^TOKEN \(line 1\) has an invalid escape/],
    ['a blank before =', 'A=1\nTOKEN = hunter2', /^line 2 has a space before the = of TOKEN/],
    ['a blank after =', 'TOKEN= hunter2', /^TOKEN \(line 1\) has a space after the =/],
    ['no =', 'A=1\nhunter2', /^line 2 has no = \(after A\)/],
    ['a key that is none', 'my-TOKEN=hunter2', /^line 1 has the key my-TOKEN/],
    ['a digit first', '1TOKEN=hunter2', /^line 1 has the key 1TOKEN/],
    ['a key given twice', 'TOKEN=1\n\nTOKEN=hunter2', /^TOKEN \(line 3\) is set twice, first in line 1$/],
    ['NUL', 'TOKEN=hunter2\0', /^TOKEN \(line 1\) contains a NUL/],
    ['half a character', 'TOKEN=hunter2\uD800', /^TOKEN \(line 1\) contains an incomplete character/],
    [
      'an unquoted key block',
      'TOKEN=-----BEGIN PRIVATE KEY-----\nhunter2\nhunter2=\n-----END PRIVATE KEY-----\nA=1',
      /^TOKEN/,
    ],
  ])('refuses %s by key and line, without the value', (_, text, expected) => {
    const { problems } = parseEnv(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(expected);
    expect(problems[0]).not.toContain('hunter2');
  });

  test('lists all problems and still gives what could be read', () => {
    const { entries, problems } = parseEnv('A=1\nB = 2\nC="x\\q"\nD=4');
    expect(problems).toHaveLength(2);
    expect(entries.map(({ key }) => key)).toEqual(['A', 'D']);
  });

  test('does not show a line of a key block as if it were a key', () => {
    const line = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDabc+/';
    expect(parseEnv(`A=1\n${line}==`).problems.join()).not.toContain('MIIEv');
  });

  test('gives back any value that is written in double quotes', () => {
    const encode = (value: string): string =>
      `"${value
        .replace(/[\\"$]/g, '\\$&')
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r')
        .replaceAll('\t', '\\t')}"`;
    fc.assert(
      fc.property(fc.array(anyValue(), { minLength: 1, maxLength: 4 }), (values) => {
        const text = values.map((value, index) => `K${index}=${encode(value)}`).join('\n');
        expect(Object.values(valuesOf(text))).toEqual(values);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a JSON object', () => {
  test('keeps strings, numbers as written, and booleans', () => {
    const text =
      '{\n\t"A": "x\\n\\u0041\\ud83d\\ude00\\/", "B": 12345678901234567890, "C": 1.0, "D": -1E2, "E": true, "F": ""}';
    expect(valuesOf(text)).toEqual({ A: 'x\nA😀/', B: '12345678901234567890', C: '1.0', D: '-1E2', E: 'true', F: '' });
  });

  test.each([
    ['an object inside', '{"TOKEN": {"a": "hunter2"}}', /^TOKEN is an object/],
    ['a list inside', '{"TOKEN": ["hunter2"]}', /^TOKEN is a list/],
    ['null', '{"TOKEN": null}', /^TOKEN is null/],
    ['a key given twice', '{"TOKEN": "hunter2", "TOKEN": "hunter2"}', /^TOKEN is set twice/],
    ['NUL', '{"TOKEN": "hunter2\\u0000"}', /^TOKEN contains a NUL/],
    ['half a character', '{"TOKEN": "hunter2\\ud800"}', /^TOKEN contains an incomplete character/],
    ['a key that is none', '{"TO KEN": "hunter2"}', /^the key "TO KEN"/],
    ['JSON that is none', '{"TOKEN": hunter2}', /^begins with \{ but is not a JSON object/],
    ['JSON that ends too soon', '{"TOKEN": "hunter2"', /^begins with \{ but is not a JSON object/],
    ['two objects', '{"TOKEN": "hunter2"} {}', /^begins with \{ but is not a JSON object/],
  ])('refuses %s', (_, text, expected) => {
    const { problems } = parseEnv(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(expected);
    expect(problems[0]).not.toContain('hunter2');
  });

  test('goes on after what is nested', () => {
    const { entries, problems } = parseEnv('{"A": {"B": ["}", {"C": 1}]}, "D": [], "E": "kept", "F": 2}');
    expect(problems).toEqual([expect.stringMatching(/^A is an object/), expect.stringMatching(/^D is a list/)]);
    expect(entries.map(({ key, value }) => [key, value.reveal()])).toEqual([
      ['E', 'kept'],
      ['F', '2'],
    ]);
  });

  test('gives back any value', () => {
    fc.assert(
      fc.property(fc.array(anyValue(), { maxLength: 4 }), (values) => {
        const object = Object.fromEntries(values.map((value, index) => [`K${index}`, value]));
        expect(valuesOf(JSON.stringify(object, undefined, '\t'))).toEqual(object);
      }),
      { numRuns: 500 },
    );
  });
});

function anyValue(): fc.Arbitrary<string> {
  const nasty = fc.constantFrom(...'\\"\'${}#= \n\r\t`!;|&<>*?~', '\r\n', '\u2028', '😀', '${A}', '\\n', "\\'");
  return fc
    .oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.oneof(nasty, fc.string({ maxLength: 3 })), { maxLength: 12 }).map((parts) => parts.join('')),
    )
    .filter((value) => !value.includes('\0'));
}

test('a text of 20,000 lines is read in a fraction of a second, and its lines are counted', () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `KEY_${index}='${'x'.repeat(30)}\n'`);
  const began = performance.now();
  const { entries, problems } = parseEnv([...lines, 'no value'].join('\n'));
  expect(performance.now() - began).toBeLessThan(2000);
  expect(entries).toHaveLength(20_000);
  expect(problems[0]).toMatch(/^line 40001 has no =/);
});
