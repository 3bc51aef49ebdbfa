import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainText } from '../../../src/runner/plain-text.js';
import { printerTo } from '../../../src/runner/print.js';
import { commandsIn, FORGED_COMMANDS } from '../../support/hostile.js';

/** Pieces of which both grammars are made, and what may stand between them. */
const pieces = [
  ...['##[', '#', '##', '[', ']', '::', ':', ' ', '=', ',', ';', '\\', '%0A', '%0D', '%3A', '%5D', '%25'],
  ...['\n', '\r', '\r\n', '\t', '\v', '\f', '\0', '\u0085', '\u00a0', '\u2003', '\u2028', '\u2029', '\u3000', '\ufeff'],
  ...['set-output', 'ERROR', 'error', 'add-mask', 'group', 'stop-commands', 'warning', 'name=url', 'title=x', 'text'],
  ...FORGED_COMMANDS,
];
const foreign = fc
  .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: 'binary' })), {
    maxLength: 25,
  })
  .map((parts) => parts.join(''));

function printed(print: (printer: ReturnType<typeof printerTo>) => void): string {
  const chunks: string[] = [];
  print(printerTo((chunk) => void chunks.push(chunk)));
  return chunks.join('');
}

describe('what is printed', () => {
  test('as text holds no command, whatever the text', () => {
    fc.assert(
      fc.property(foreign, foreign, (one, other) => {
        const output = printed((printer) => {
          printer.text(one);
          printer.text(`  │ ${other}`);
        });
        expect(commandsIn(output)).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  test('as an annotation or a title is this one command, whatever the texts', () => {
    fc.assert(
      fc.property(foreign, foreign, (title, text) => {
        const output = printed((printer) => {
          printer.command('error', { title }, text);
          printer.command('group', {}, text);
        });
        const value = plainText(text);
        const [error, group, ...others] = commandsIn(output);
        expect(error).toMatchObject({ name: 'error', value });
        expect(group).toEqual({ name: 'group', properties: {}, value });
        expect(others).toEqual([]);
        // A runner shows the decoded text in its log.
        expect(commandsIn(value)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test('as a mask or an output is the value to the byte', () => {
    fc.assert(
      fc.property(foreign, (value) => {
        const output = printed((printer) => {
          printer.command('add-mask', {}, value);
          printer.command('set-output', { name: 'url' }, value);
        });
        expect(commandsIn(output).map((command) => command.value)).toEqual([value, value]);
      }),
      { numRuns: 2000 },
    );
  });

  test('without anything like a command is unchanged', () => {
    const harmless = foreign.map((text) => text.replace(/::+/g, ':').replaceAll('##[', '## ('));
    fc.assert(fc.property(harmless, (text) => expect(plainText(text)).toBe(text)));
  });
});

describe('a command in a text', () => {
  test.each([
    ['GET /##[error]x HTTP/1.1', 'GET /##\\[error]x HTTP/1.1'],
    ['::error::x', '\\::error::x'],
    ['a\r \t::error::x\n::1 refused', 'a\r \t\\::error::x\n\\::1 refused'],
    ['\u0085::error::x', '\u0085\\::error::x'],
    ['std::string and [::1]:80 are none, nor is ## [x]', 'std::string and [::1]:80 are none, nor is ## [x]'],
  ])('%j is shown as %j', (text, shown) => {
    expect(plainText(text)).toBe(shown);
  });

  test('is looked for in time that grows with the text alone', () => {
    const began = performance.now();
    for (const piece of ['\n', ' ', '\u2028', '\r \n', '##', ':']) plainText(piece.repeat(500_000));
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
