/** Words of a command line or a text; what stands between them tells nothing of its own. compose/words.py has the same pattern. */
const WORD = /[^ \t\r\n\f\v=:,;"'()[\]|&<>{}]+/g;

const HIDDEN = '***';

/** The words that compose files are written with: nothing that a variable holds is among them unless a file says it too. */
export function wordsIn(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.match(WORD) ?? []));
}

/** A text in which every word that no file has is hidden: it came out of a variable, and may be a secret. */
export function hidden(text: string, known: ReadonlySet<string>): string {
  return text.replace(WORD, (word) => (known.has(word) ? word : HIDDEN));
}
