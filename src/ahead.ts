/** How long work that was begun ahead is as good as work begun now. */
const freshMs = 10_000;

/**
 * Work that begins by itself after `afterMs`, or when it is first asked for, whichever is earlier. Asked for again, or when it was
 * begun too long ago, it is done anew. Aborting the signal keeps it from beginning by itself.
 */
export function beginAhead<T>(
  work: () => Promise<T>,
  { afterMs, now, signal }: { readonly afterMs: number; readonly now: () => number; readonly signal: AbortSignal },
): () => Promise<T> {
  let begun: { readonly at: number; readonly result: Promise<T> } | undefined;
  const timer = setTimeout(() => {
    begun = { at: now(), result: work() };
    // Heard by whoever asks for it, if anybody does.
    begun.result.catch(() => undefined);
  }, afterMs);
  signal.addEventListener('abort', () => clearTimeout(timer));
  return () => {
    clearTimeout(timer);
    const ahead = begun;
    begun = undefined;
    return ahead !== undefined && now() - ahead.at < freshMs ? ahead.result : work();
  };
}
