import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loginShellCommand, quote } from '../../../src/ssh/quote.js';

const hostile = [
  '',
  ' ',
  "'",
  '"',
  '\\',
  "\\'",
  '!',
  '!!',
  '$(touch /tmp/x)',
  '`id`',
  '$HOME',
  '--flag',
  '-n',
  'a b',
  'a\nb\n',
  '\n',
  '\t',
  '*',
  '~',
  '#',
  ';&|<>(){}[]?',
  'ü😀',
  '%s\\n',
  'end\\',
];
/** Anything but NUL, which no argument can hold. */
const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', ''));
const wellFormed = text.filter((value) => Buffer.from(value).toString() === value);

const sh = (script: string): string => execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' });

describe('quote', () => {
  test.each(hostile)('keeps %j one word for sh', (value) => {
    expect(sh(`printf '[%s]' ${quote(value)} x`)).toBe(`[${value}][x]`);
  });

  test('keeps any texts apart for sh', () => {
    fc.assert(
      fc.property(fc.array(wellFormed, { minLength: 1, maxLength: 20 }), (values) => {
        expect(sh(`printf '%s\\0' ${values.map(quote).join(' ')}`)).toBe(values.map((value) => `${value}\0`).join(''));
      }),
      { numRuns: 100 },
    );
  });

  test('refuses NUL', () => {
    expect(() => quote('a\0b')).toThrow(RangeError);
  });
});

const shells = ['/bin/sh', '/bin/dash', '/bin/bash', '/bin/zsh', '/usr/bin/fish', '/bin/tcsh'].filter((shell) =>
  existsSync(shell),
);

describe.each(shells)('loginShellCommand under %s', (shell) => {
  const run = (program: string): string =>
    execFileSync(shell, ['-c', loginShellCommand(program)], { encoding: 'utf8' });

  test.each(hostile)('carries %j', (value) => {
    expect(run(`printf '%s' ${quote(value)}`)).toBe(value);
  });

  test('carries a program of many lines with its here-document, functions and own arguments', () => {
    const program = [
      '#!/bin/sh',
      'set -eu',
      'say() { printf \'%s|\' "$@"; }',
      '',
      'cat <<"END"',
      "it's $HOME \\ ! `x`",
      'END',
      'set -- one "two  words"',
      'say "$#" "$@"',
      '',
    ].join('\n');
    expect(run(program)).toBe("it's $HOME \\ ! `x`\n2|one|two  words|");
  });

  test('carries a long program packed, its standard input and its exit code with it', () => {
    const lines = Array.from({ length: 500 }, (_, line) => `: 'line ${line} it'"'"'s ! \\ $HOME'`);
    const command = loginShellCommand([...lines, 'printf "%s|" "$#" "$(cat)"', 'exit 7', ''].join('\n'));
    expect(command.length).toBeLessThan(5_000);
    const { stdout, status } = spawnSync(shell, ['-c', command], { encoding: 'utf8', input: 'what is sent' });
    expect({ stdout, status }).toEqual({ stdout: '0|what is sent|', status: 7 });
  });

  test('starts a program with no arguments, and hands on its exit code', () => {
    expect(run('printf \'%s\' "$#"\n:')).toBe('0');
    expect(() => run('exit 7\n')).toThrow(expect.objectContaining({ status: 7 }));
  });
});
