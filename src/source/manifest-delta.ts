/**
 * How the host makes one manifest out of the other: `=N` takes over the next N lines, `-N` passes over N, `+LINE` puts a new
 * one in. What is taken over is what a release shares with the one before. Both are sorted by path, so a merge will do.
 */
export function manifestDelta(previous: string, next: string): string {
  const before = linesOf(previous);
  const known = new Map(before.map((line, index) => [line, index]));
  const delta: string[] = [];
  let at = 0;
  let taken = 0;
  const flush = (): void => {
    if (taken > 0) delta.push(`=${taken}`);
    taken = 0;
  };
  for (const line of linesOf(next)) {
    const index = known.get(line);
    if (index === undefined) {
      flush();
      delta.push(`+${line}`);
      continue;
    }
    if (index > at) {
      flush();
      delta.push(`-${index - at}`);
    }
    at = index + 1;
    taken += 1;
  }
  flush();
  return delta.map((line) => `${line}\n`).join('');
}

function linesOf(manifest: string): readonly string[] {
  return manifest.split('\n').slice(0, -1);
}
