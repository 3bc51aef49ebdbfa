/** The values that a step asked to be hidden, and the hiding. */
export interface SecretMask {
  /** Hides this value, and each of its lines, in everything that follows. Blank values and lines are not hidden. */
  add(value: string): void;
  /** The text with every hidden value replaced by `***`. */
  hide(text: string): string;
}

export function createSecretMask(): SecretMask {
  const hidden = new Set<string>();
  let longestFirst: readonly string[] = [];
  return {
    add(value) {
      for (const text of [value, ...value.split(/\r?\n|\r/)]) if (text.trim() !== '') hidden.add(text);
      // A value that is part of another must not leave the rest of the other in sight.
      longestFirst = [...hidden].sort((one, other) => other.length - one.length);
    },
    hide: (text) => longestFirst.reduce((rest, value) => rest.replaceAll(value, '***'), text),
  };
}
