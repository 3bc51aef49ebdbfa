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

export function rowOf(sample: Sample): Row {
  try {
    return rowOfReading(sample, readingOf(sample));
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    return { sample: sample.name, files: '', entry: '', because, problems: [because] };
  }
}

/** Pure. */
export function rowOfReading({ name, expected }: Sample, { files, choice, ports }: Reading): Row {
  const row = { sample: name, files: files.join(' + ') || 'Dockerfile' };
  const found = files.join(' ');
  const wanted = expected.files?.join(' ') ?? found;
  const problems = found === wanted ? [] : [`files: expected ${wanted}`];
  if (choice.kind === 'unclear') {
    const candidates = choice.candidates.map((one) => one.name);
    const isRight = expected.refused === 'entry-unclear' && candidates.join() === expected.names?.join();
    const wrong = isRight ? [] : [`entry: expected ${expected.entry ?? 'other candidates'}`];
    return { ...row, entry: '(asks)', because: `${choice.why}: ${candidates.join(', ')}`, problems: [...problems, ...wrong] };
  }
  const entry = `${choice.service.name}:${ports.join('|') || '?'}`;
  const wrongEntry = expected.entry === undefined || expected.entry === choice.service.name ? [] : [`entry: expected ${expected.entry}`];
  const wantedPorts = expected.port === undefined ? undefined : expected.port === null ? '' : `${expected.port}`;
  const wrongPort = wantedPorts === undefined || wantedPorts === ports.join() ? [] : [`port: expected ${wantedPorts || 'none'}`];
  return { ...row, entry, because: choice.because, problems: [...problems, ...wrongEntry, ...wrongPort] };
}

/** The rows as lines of text, with a head; what is wrong in a row comes below it. Pure. */
export function tableOf(rows: readonly Row[]): readonly string[] {
  const head = { sample: 'sample', files: 'files', entry: 'entry', because: 'because it', problems: [] };
  const widths = columns.map((column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (row: Row): string =>
    columns
      .map((column, index) => row[column].padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  return [head, ...rows].flatMap((row) => [line(row), ...row.problems.map((problem) => `  NOT AS EXPECTED: ${problem}`)]);
}
