import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Machine } from './machine.js';
import type { Outcome } from './row.js';
import { firstLine, summaryOf } from './summary.js';
import { markdownTable } from './table.js';

const frame = fileURLToPath(new URL('frame.md', import.meta.url));
const written = 'docs/benchmarks.md';

/** Writes docs/benchmarks.md; returns its name within the repository. */
export async function writeReport(outcomes: readonly Outcome[], machine: Machine, rounds: number): Promise<string> {
  const file = fileURLToPath(new URL(`../../${written}`, import.meta.url));
  await writeFile(file, report(await readFile(frame, 'utf8'), outcomes, machine, rounds));
  return written;
}

/** The report: the text of the frame, with the results in place of its `{{…}}`. */
export function report(frameText: string, outcomes: readonly Outcome[], machine: Machine, rounds: number): string {
  const parts: Readonly<Record<string, string>> = {
    machine: machine.map(([name, words]) => `- ${name}: ${words}`).join('\n'),
    rounds: String(rounds),
    summary: summaryOf(outcomes)
      .map((line) => `- ${line}`)
      .join('\n'),
    tables: outcomes.map(section).join('\n\n'),
  };
  return frameText.replace(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name] ?? '');
}

function section({ name, title, rows, failure }: Outcome): string {
  const parts = [`### ${title} (\`${name}\`)`];
  if (rows.length > 0) parts.push(markdownTable(rows));
  if (failure !== undefined) parts.push(`It could not be measured: ${firstLine(failure)}`);
  return parts.join('\n\n');
}
