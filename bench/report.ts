import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Outcome } from './benchmark.js';
import type { Machine } from './machine.js';
import { plot } from './plot.js';
import { markdownTable } from './table.js';

const frame = fileURLToPath(new URL('report-frame.md', import.meta.url));
const docs = fileURLToPath(new URL('../docs/', import.meta.url));

/** Writes docs/benchmarks.md and docs/benchmarks.svg; returns their names within the repository. */
export async function writeReport(
  outcomes: readonly Outcome[],
  machine: Machine,
  rounds: number,
): Promise<readonly string[]> {
  await writeFile(`${docs}benchmarks.md`, report(await readFile(frame, 'utf8'), outcomes, machine, rounds));
  await writeFile(`${docs}benchmarks.svg`, plot(outcomes.flatMap(({ rows }) => rows)));
  return ['docs/benchmarks.md', 'docs/benchmarks.svg'];
}

/** The report: the frame's text with what was measured in the place of its `{{…}}`. */
export function report(frameText: string, outcomes: readonly Outcome[], machine: Machine, rounds: number): string {
  const rows = outcomes.flatMap((outcome) => outcome.rows);
  const parts: Readonly<Record<string, string>> = {
    machine: machine.map(([name, words]) => `- ${name}: ${words}`).join('\n'),
    rounds: String(rounds),
    summary: `${rows.filter(({ met }) => met).length} of ${rows.length} rows hold their bar.`,
    tables: outcomes.map(section).join('\n\n'),
  };
  return frameText.replace(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name] ?? '');
}

function section({ title, rows, failure }: Outcome): string {
  const parts = [`### ${title}`];
  if (rows.length > 0) parts.push(markdownTable(rows));
  if (failure !== undefined) parts.push(`It could not be measured: ${failure.trim().split('\n')[0]}`);
  return parts.join('\n\n');
}
