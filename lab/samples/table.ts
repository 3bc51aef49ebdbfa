import { shownEntry, unexpected } from './judge.js';
import { type Reading, readingOf } from './reading.js';
import type { Sample } from './samples.js';

/** A line of the table: what was found in a sample, and whether that is what its expect.json says. */
export interface Row {
  readonly sample: string;
  readonly files: string;
  readonly entry: string;
  readonly because: string;
  /** What is not as it should be; empty: all is. */
  readonly problems: readonly string[];
}

const columns = ['sample', 'files', 'entry', 'because'] as const;

export async function rowOf(sample: Sample): Promise<Row> {
  return rowOfReading(sample, await readingOf(sample));
}

/** Pure. */
export function rowOfReading(sample: Sample, reading: Reading): Row {
  const problems = unexpected(sample.expected, reading);
  if (reading.kind === 'refused') {
    const { what, why = '' } = reading.error;
    return { sample: sample.name, files: '', entry: `[${reading.error.code}]`, because: `${what}. ${why}`, problems };
  }
  const { composeFiles, entry } = reading.stack;
  const files = composeFiles.join(' + ') || 'Dockerfile';
  return { sample: sample.name, files, entry: shownEntry(reading.stack), because: entry.because, problems };
}

/** The rows as lines of text, with a head; what is wrong in a row comes below it. Pure. */
export function tableOf(rows: readonly Row[]): readonly string[] {
  const head = { sample: 'sample', files: 'files', entry: 'entry', because: 'because', problems: [] };
  const widths = columns.map((column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (row: Row): string =>
    columns
      .map((column, index) => row[column].padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  return [head, ...rows].flatMap((row) => [
    line(row),
    ...row.problems.map((problem) => `  NOT AS EXPECTED: ${problem}`),
  ]);
}
