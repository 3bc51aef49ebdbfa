import { figureText, ratioText } from './figure-text.js';
import type { Outcome, Row } from './row.js';

/** The end of a run: how many bars are held, and by name each row that misses its bar or could not be measured. */
export function summaryOf(outcomes: readonly Outcome[]): readonly string[] {
  const rows = outcomes.flatMap((outcome) => outcome.rows);
  const judged = rows.filter(({ verdict }) => verdict !== 'not judged');
  const unjudged = rows.length - judged.length;
  const held = judged.filter(({ verdict }) => verdict === 'held');
  return [
    `${held.length} of ${judged.length} bars held${unjudged === 0 ? '' : `, ${unjudged} not judged`}.`,
    ...missedOf(outcomes).map((row) => `MISSED  ${row.name}: ${figureOf(row)}, bar ${row.bar}`),
    ...outcomes.flatMap(({ name, failure }) =>
      failure === undefined ? [] : [`FAILED  ${name} could not be measured: ${firstLine(failure)}`],
    ),
  ];
}

/** 0 when every bar is held; 1 when one is missed, or something could not be measured. */
export function exitCodeOf(outcomes: readonly Outcome[]): 0 | 1 {
  const isFailed = outcomes.some(({ failure }) => failure !== undefined);
  return isFailed || missedOf(outcomes).length > 0 ? 1 : 0;
}

export function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}

function missedOf(outcomes: readonly Outcome[]): readonly Row[] {
  return outcomes.flatMap(({ rows }) => rows.filter(({ verdict }) => verdict === 'missed'));
}

function figureOf({ ours, unit, ratio }: Row): string {
  return ratio === undefined ? figureText(ours, unit) : ratioText(ratio);
}
