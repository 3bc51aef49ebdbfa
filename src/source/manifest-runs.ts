import { comparePaths } from './path-bytes.js';

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
  let run: ManifestRun = { kind: 'same', lines: 0, start: 0, end: 0 };
  for (let [before, after] = [0, 0]; before < previous.length || after < next.length;) {
    const kind = compareLines(previous, before, next, after);
    const start = kind === 'gone' ? before : after;
    const end = kind === 'gone' ? endOf(previous, before) : endOf(next, after);
    if (kind !== 'new') before = endOf(previous, before);
    if (kind !== 'gone') after = end;
    if (run.kind === kind) {
      run = { ...run, lines: run.lines + 1, end };
      continue;
    }
    if (run.lines > 0) yield run;
    run = { kind, lines: 1, start, end };
  }
  if (run.lines > 0) yield run;
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
