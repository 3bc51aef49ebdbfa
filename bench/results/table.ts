import { figureText, numberText, ratioText } from './figure-text.js';
import type { Row } from './row.js';

const heads = ['work', 'bar', 'ours', 'theirs', 'ratio', 'result'] as const;

/** The rows as lines for a terminal, their remarks below. */
export function textTable(rows: readonly Row[]): readonly string[] {
  const cells = [heads, ...rows.map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(...cells.map((line) => width(line[column] ?? ''))));
  const lines = cells.map((line) => line.map((cell, column) => padded(cell, column, widths[column] ?? 0)).join('  '));
  const [head = '', ...body] = lines.map((line) => line.trimEnd());
  const rule = widths.map((size) => '─'.repeat(size)).join('──');
  const remarks = rows.flatMap(({ name, remark }) => (remark === undefined ? [] : [`  ${name}: ${remark}`]));
  return [head, rule, ...body, ...remarks];
}

/** The rows as a Markdown table, their remarks as a list below. */
export function markdownTable(rows: readonly Row[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  const rule = '| --- | --- | ---: | ---: | ---: | --- |';
  const table = [line(heads), rule, ...rows.map((row) => line(cellsOf(row)))].join('\n');
  const remarks = rows.flatMap(({ name, remark }) => (remark === undefined ? [] : [`- **${name}**: ${remark}`]));
  return remarks.length === 0 ? table : `${table}\n\n${remarks.join('\n')}`;
}

function cellsOf(row: Row): readonly string[] {
  const { name, bar, ours, theirs, unit, ratio, spread, verdict } = row;
  const apart = spread === undefined ? '' : ` (${numberText(spread.lowest)}–${numberText(spread.highest)})`;
  return [
    name,
    bar,
    figureText(ours, unit),
    figureText(theirs, unit),
    `${ratioText(ratio)}${apart}`,
    verdict === 'missed' ? 'MISSED' : verdict,
  ];
}

/** Words to the left, figures to the right. */
function padded(cell: string, column: number, size: number): string {
  const blanks = ' '.repeat(size - width(cell));
  return column >= 2 && column <= 4 ? blanks + cell : cell + blanks;
}

function width(text: string): number {
  return [...text].length;
}

function escaped(cell: string): string {
  return cell.replaceAll('|', '\\|');
}
