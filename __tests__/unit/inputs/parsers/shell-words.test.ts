import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shellWords } from '../../../../src/inputs/parsers/shell-words.js';

describe('shellWords', () => {
  test.each([
    ['/opt/certify-init.sh', ['/opt/certify-init.sh']],
    ['certbot renew --quiet', ['certbot', 'renew', '--quiet']],
    [`sh -c 'a && b "$C"'`, ['sh', '-c', 'a && b "$C"']],
    ['a"b c"d\\ e', ['ab cd e']],
    [`'' ""`, ['', '']],
    ['a \\\n  b\\\n c\\\r\nd\n', ['a', 'b', 'cd']],
    ['--email=a@b.c a=b x~y x#y {}', ['--email=a@b.c', 'a=b', 'x~y', 'x#y', '{}']],
    [String.raw`"a\"b\\c\$d\e"`, [String.raw`a"b\c$d\e`]],
  ])('splits %j', (text, words) => {
    expect(shellWords(text)).toEqual({ value: words });
  });

  test.each([
    'a; b',
    'a && b',
    'a | b',
    '$(x)',
    '`x`',
    '$HOME',
    '"$HOME"',
    'a > b',
    '*',
    'a?',
    '[ab]',
    '~/x',
    '# x',
    "'a",
    '"a',
    'a\\',
    ' ',
  ])('refuses %j, which means something to a shell or is not whole', (text) => {
    expect(shellWords(text)).toHaveProperty('problem');
  });

  test('splits as sh does whatever it does not refuse', () => {
    const piece = fc.constantFrom(...'ab-=/ \'"\\\n{}!~#', '\\ ', '""', "'x y'", '"$"', '\\$');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const parsed = shellWords(pieces.join(''));
        if ('problem' in parsed) return;
        const program = `set -- ${pieces.join('').trim()}\nfor word do printf '%s\\0' "$word"; done`;
        const words = execFileSync('sh', ['-c', program], { encoding: 'utf8' }).split('\0').slice(0, -1);
        expect(parsed.value).toEqual(words);
      }),
      { numRuns: 300 },
    );
  });
});
