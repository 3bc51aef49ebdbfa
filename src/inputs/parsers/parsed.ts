/** A value that was understood, or what is wrong with its text: half a sentence that follows the value, without a full stop. */
export type Parsed<T> = { readonly value: T } | { readonly problem: string };

/** Reads the parts of a list and gives all of them, or the first problem with the part it concerns. */
export function parseEach<T>(parts: readonly string[], parse: (part: string) => Parsed<T>): Parsed<readonly T[]> {
  const values: T[] = [];
  for (const part of parts) {
    const parsed = parse(part);
    if ('problem' in parsed) return { problem: `${shown(part)}: ${parsed.problem}` };
    values.push(parsed.value);
  }
  return { value: values };
}

/** A value as it may stand in a message: quoted, cut at 80 characters, and never a private key. */
export function shown(text: string): string {
  if (text.includes('PRIVATE KEY')) return '(a private key, not shown)';
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
