/** A parsed value, or the problem with its text: a clause that follows the value, without a full stop. */
export type Parsed<T> = { readonly value: T } | { readonly problem: string };

/** Parses the parts of a list; returns all values, or the first problem with its part. */
export function parseEach<T>(parts: readonly string[], parse: (part: string) => Parsed<T>): Parsed<readonly T[]> {
  const values: T[] = [];
  for (const part of parts) {
    const parsed = parse(part);
    if ('problem' in parsed) return { problem: `${shown(part)}: ${parsed.problem}` };
    values.push(parsed.value);
  }
  return { value: values };
}

/** A value for messages: quoted, at most 80 characters, never a private key. */
export function shown(text: string): string {
  if (text.includes('PRIVATE KEY')) return '(a private key, not shown)';
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
