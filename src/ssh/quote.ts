import { gzipSync } from 'node:zlib';

const SAFE_WORD = /^[\w./:=@%+,-]+$/;

/**
 * One word for a POSIX shell, whatever it holds. Backslashes and `!` stand outside the quotes, so that fish and csh, which
 * treat them specially inside, read the same word; csh alone has no way to write a newline, see `loginShellCommand`.
 * @throws RangeError on NUL, which no shell can hold.
 */
export function quote(text: string): string {
  if (text.includes('\0')) throw new RangeError('A shell word cannot hold NUL.');
  if (SAFE_WORD.test(text)) return text;
  return `'${text.replace(/['\\!]/g, (special) => `'\\${special}'`)}'`;
}

/** Puts the program together again from one argument a line: no newline has to pass through the login shell. */
const REJOIN = 'program=$(printf "%s\\n" "$@"); set --; eval "$program"';

/** The same of a program that was packed. */
const UNPACK = 'program=$(printf "%s\\n" "$@" | base64 -d | gzip -dc); set --; eval "$program"';

/** From this length on packing saves more of the line than its three processes on the host cost: some 3 ms. */
const PACKED_FROM_CHARACTERS = 2_000;

/** tcsh of some systems takes no longer words than 1024 characters. */
const PIECE = /.{1,1000}/g;

/**
 * The command line that runs a POSIX sh program under any login shell: sshd gives the line to the user's own shell, which
 * may be zsh, fish or csh. A long program travels packed, since SSH itself does not; the host then needs base64 and gzip.
 */
export function loginShellCommand(program: string): string {
  const lines = program.split('\n');
  if (lines.length === 1) return `exec sh -c ${quote(program)}`;
  const [start, words] =
    program.length < PACKED_FROM_CHARACTERS
      ? [REJOIN, lines]
      : [UNPACK, gzipSync(program, { level: 9 }).toString('base64').match(PIECE) ?? []];
  return ['exec sh -c', quote(start), 'sh', ...words.map(quote)].join(' ');
}
