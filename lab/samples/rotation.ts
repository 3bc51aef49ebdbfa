const dayMs = 86_400_000;

/** `count` samples in a row, beginning further on each day, so that all have their turn. Pure. */
export function rotated<T>(all: readonly T[], count: number, now: Date): readonly T[] {
  if (all.length === 0) return [];
  const start = Math.floor(now.getTime() / dayMs) * count;
  return Array.from({ length: Math.min(count, all.length) }, (_, index) => all[(start + index) % all.length]).flatMap(
    (one) => one ?? [],
  );
}
