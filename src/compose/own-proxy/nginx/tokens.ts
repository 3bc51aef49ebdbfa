/** A word, without its quotes, or one of `{`, `}` and `;`. Lines count from 1. */
export interface Token {
  readonly kind: 'word' | '{' | '}' | ';';
  readonly text: string;
  readonly line: number;
}

/** As `ngx_conf_read_token` reads: `${` belongs to a word, and quotes only begin one. */
const PARTS = /\s+|#[^\n]*|"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|[{};]|(?:\\[^]|\$\{|[^\s;{\\])+/y;

/** Splits an nginx configuration into tokens. What cannot be read is passed over. Pure. */
export function nginxTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let [at, line] = [0, 1];
  while (at < text.length) {
    PARTS.lastIndex = at;
    const part = PARTS.exec(text)?.[0] ?? text.charAt(at);
    const token = tokenOf(part);
    if (token !== undefined) tokens.push({ ...token, line });
    line += part.split('\n').length - 1;
    at += part.length;
  }
  return tokens;
}

function tokenOf(part: string): Omit<Token, 'line'> | undefined {
  if (/^[\s#]/.test(part)) return undefined;
  if (part === '{' || part === '}' || part === ';') return { kind: part, text: part };
  const isQuoted = /^(["']).*\1$/s.test(part) && part.length > 1;
  return { kind: 'word', text: (isQuoted ? part.slice(1, -1) : part).replace(/\\(["'\\])/g, '$1') };
}
