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

/**
 * The command line that runs a POSIX sh program under any login shell: sshd gives the line to the user's own shell, which
 * may be zsh, fish or csh.
 */
export function loginShellCommand(program: string): string {
  const lines = program.split('\n');
  if (lines.length === 1) return `exec sh -c ${quote(program)}`;
  return ['exec sh -c', quote(REJOIN), 'sh', ...lines.map(quote)].join(' ');
}
