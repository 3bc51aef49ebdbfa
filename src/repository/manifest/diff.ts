import { comparePaths } from '../paths.js';

/** Lines that follow each other: the same in both manifests, only in the one before, or only in the next. */
export interface ManifestRun {
  readonly kind: 'same' | 'gone' | 'new';
  readonly lines: number;
  /** Where their text begins and ends: of lines that are gone in the manifest before, of others in the next one. */
  readonly start: number;
  readonly end: number;
}

/**
 * What makes one manifest out of the other, from the first line to the last. Both are sorted by path, so they are read side by
 * side, and nothing is kept of them: 100,000 files would weigh a multiple of their text. Were they not, the runs would still
 * make the one out of the other, only more of them.
 */
export function* manifestRuns(previous: string, next: string): Generator<ManifestRun> {
  let begun: ManifestRun['kind'] = 'same';
  let lines = 0;
  let start = 0;
  let end = 0;
  for (let before = 0, after = 0; before < previous.length || after < next.length;) {
    const kind = compareLines(previous, before, next, after);
    if (kind !== begun) {
      if (lines > 0) yield { kind: begun, lines, start, end };
      begun = kind;
      lines = 0;
      start = kind === 'gone' ? before : after;
    }
    lines += 1;
    if (kind !== 'new') end = before = endOf(previous, before);
    if (kind !== 'gone') end = after = endOf(next, after);
  }
  if (lines > 0) yield { kind: begun, lines, start, end };
}

function compareLines(previous: string, before: number, next: string, after: number): ManifestRun['kind'] {
  if (before >= previous.length) return 'new';
  if (after >= next.length) return 'gone';
  const line = next.slice(after, endOf(next, after));
  if (previous.startsWith(line, before)) return 'same';
  const old = previous.slice(before, endOf(previous, before));
  return comparePaths(pathOf(old), pathOf(line)) <= 0 ? 'gone' : 'new';
}

function pathOf(line: string): string {
  return decodeURIComponent(line.slice(line.lastIndexOf(' ') + 1, -1));
}

/** Behind the line that begins there. */
function endOf(manifest: string, start: number): number {
  const newline = manifest.indexOf('\n', start);
  return newline === -1 ? manifest.length : newline + 1;
}
