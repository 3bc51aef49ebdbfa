import { manifestRuns } from './diff.js';

/**
 * How the host makes one manifest out of the other: `=N` takes over the next N lines, `-N` passes over N, `+LINE` puts a new
 * one in. What is taken over is what a release shares with the one before.
 */
export function manifestDelta(previous: string, next: string): string {
  const delta: string[] = [];
  for (const { kind, lines, start, end } of manifestRuns(previous, next)) {
    if (kind === 'new') delta.push(`+${next.slice(start, end - 1).replaceAll('\n', '\n+')}\n`);
    else delta.push(`${kind === 'same' ? '=' : '-'}${lines}\n`);
  }
  return delta.join('');
}
