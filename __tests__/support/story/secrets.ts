import { randomBytes } from 'node:crypto';

const mark = (): string => `s3cr3t${randomBytes(8).toString('hex')}`;

/** Values that a shell, compose or an env parser could take for something else; each holds a mark of its own to look for. */
export function hostileEnv(): Readonly<Record<string, string>> {
  return {
    DJANGO_SECRET_KEY: `${mark()}${mark()}${mark()}`,
    DOLLARS: `$${mark()} \${HOME} $$ $HOME`,
    HASHES: `#${mark()} # no comment`,
    QUOTES: `it's "${mark()}" \\"and\\" \`id\` \\`,
    LINES: `first ${mark()}\n\tsecond = 'x'\r\nKEY=third\n`,
    COMMAND: `$(touch /tmp/story-was-here) ; touch /tmp/story-was-here # ${mark()}`,
    LETTERS: `한글 é ${mark()} `,
  };
}

/** What must not be found anywhere but in `.env`: the marks within the values. */
export function marksOf(env: Readonly<Record<string, string>>): readonly string[] {
  return Object.values(env).flatMap((value) => value.match(/s3cr3t[0-9a-f]{16}/g) ?? []);
}
