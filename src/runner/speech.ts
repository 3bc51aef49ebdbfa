import type * as core from '@actions/core';

/** Says something by `@actions/core`. */
export type Say = (speak: (voice: typeof core) => void) => void;

/** Words for the runner, in the order in which they were said. */
export interface Speech {
  readonly say: Say;
  /** Loads what speaks. Until then all words wait. */
  readonly begin: () => Promise<typeof core>;
}

/**
 * `@actions/core` loads an HTTP client for OpenID Connect, a megabyte, and lets nobody load a part of it. Nobody has to wait for that:
 * what is said before it is there is said as soon as it is.
 */
export function speech(load: () => Promise<typeof core> = () => import('@actions/core')): Speech {
  const waiting: ((voice: typeof core) => void)[] = [];
  let voice: typeof core | undefined;
  let begun: Promise<typeof core> | undefined;
  const begin = async (): Promise<typeof core> => {
    const loaded = await load();
    for (const speak of waiting) speak(loaded);
    return (voice = loaded);
  };
  return {
    say: (speak) => void (voice === undefined ? waiting.push(speak) : speak(voice)),
    begin: () => (begun ??= begin()),
  };
}
