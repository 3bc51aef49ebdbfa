import type { Parsed } from './parsed.js';

/**
 * Splits a command into words like a POSIX shell: spaces separate words, `'…'`, `"…"` and backslashes quote. Without expansion:
 * anything that needs a shell (`$x`, `;`, `|`, `*` outside quotes …) is a problem, so that every word is unambiguous.
 */
export function shellWords(text: string): Parsed<readonly string[]> {
  const words: string[] = [];
  let rest = skipBlanks(text.trim().replaceAll('\r\n', '\n'));
  while (rest !== '') {
    let word = '';
    for (let isFirst = true; rest !== '' && !/^[ \t]/.test(rest); isFirst = false) {
      const piece = readPiece(rest, isFirst);
      if ('problem' in piece) return piece;
      word += piece.value.text;
      rest = rest.slice(piece.value.length);
    }
    words.push(word);
    rest = skipBlanks(rest);
  }
  return words.length > 0 ? { value: words } : { problem: 'has no words' };
}

/** Spaces, and line breaks after a backslash, separate words. */
function skipBlanks(text: string): string {
  return text.replace(/^(?:[ \t]|\\\n)+/, '');
}

interface Piece {
  readonly text: string;
  /** Characters taken from the source. */
  readonly length: number;
}

const NEEDS_A_SHELL = "needs a shell; quote it, or use sh -c '…'";

function readPiece(source: string, isFirst: boolean): Parsed<Piece> {
  const first = source.charAt(0);
  if (first === "'") return readQuoted(source, /^'([^']*)'/, (inner) => inner);
  if (first === '"') return readDoubleQuoted(source);
  if (first === '\\') return readEscaped(source);
  const plain = /^[^\s'"\\$`;|&<>()*?[]+/.exec(source)?.[0];
  if (plain === undefined || (isFirst && /^[#~!]/.test(plain))) {
    const what = first === '\n' ? 'a line break' : first;
    return { problem: `has ${what} outside quotes, which ${NEEDS_A_SHELL}` };
  }
  return { value: { text: plain, length: plain.length } };
}

function readDoubleQuoted(source: string): Parsed<Piece> {
  if (/^"(?:[^"\\$`]|\\[^])*[$`]/.test(source))
    return { problem: `has $ or a backquote in "…", which ${NEEDS_A_SHELL}` };
  return readQuoted(source, /^"((?:[^"\\]|\\[^])*)"/, (inner) =>
    inner.replace(/\\(\n|["\\$`])/g, (_, escaped: string) => (escaped === '\n' ? '' : escaped)),
  );
}

function readQuoted(source: string, form: RegExp, unquote: (inner: string) => string): Parsed<Piece> {
  const match = form.exec(source);
  if (match === null) return { problem: `has a quote (${source.charAt(0)}) that is not closed` };
  return { value: { text: unquote(match[1] ?? ''), length: match[0].length } };
}

function readEscaped(source: string): Parsed<Piece> {
  const escaped = source.charAt(1);
  if (escaped === '') return { problem: 'ends in a backslash' };
  return { value: { text: escaped === '\n' ? '' : escaped, length: 2 } };
}
