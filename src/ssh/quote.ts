import { gzipSync } from 'node:zlib';

const SAFE_WORD = /^[\w./:=@%+,-]+$/;

/**
 * Quotes any text as one word for a POSIX shell. Backslashes and `!` stay outside the quotes, so that fish and csh, which treat
 * them specially inside, read the same word; csh cannot express a newline, see `loginShellCommand`.
 * @throws RangeError on NUL, which no shell word can contain.
 */
export function quote(text: string): string {
  if (text.includes('\0')) throw new RangeError('A shell word cannot contain NUL.');
  if (SAFE_WORD.test(text)) return text;
  return `'${text.replace(/['\\!]/g, (special) => `'\\${special}'`)}'`;
}

/** Rejoins the program from one argument per line, so that no newline passes through the login shell. */
const REJOIN = 'program=$(printf "%s\\n" "$@"); set --; eval "$program"';

/** The same for a compressed program. */
const UNPACK = 'program=$(printf "%s\\n" "$@" | base64 -d | gzip -dc); set --; eval "$program"';

/** Above this length, compression saves more transfer time than its three processes on the host cost (about 3 ms). */
const COMPRESSED_FROM_CHARACTERS = 2_000;

/** tcsh on some systems limits a word to 1024 characters. */
const PIECE = /.{1,1000}/g;

/**
 * The command line that runs a POSIX sh program under any login shell: sshd gives the line to the user's own shell, which
 * may be zsh, fish or csh. A long program is compressed, because SSH does not compress; the host then needs base64 and gzip.
 */
export function loginShellCommand(program: string): string {
  const lines = program.split('\n');
  if (lines.length === 1) return `exec sh -c ${quote(program)}`;
  const [start, words] =
    program.length < COMPRESSED_FROM_CHARACTERS
      ? [REJOIN, lines]
      : [UNPACK, gzipSync(program, { level: 9 }).toString('base64').match(PIECE) ?? []];
  return ['exec sh -c', quote(start), 'sh', ...words.map(quote)].join(' ');
}
