import type { Row } from './benchmark.js';
import { figureText, metText, ratioText } from './figure-text.js';

const heads = ['work', 'bar', 'ours', 'theirs', 'ratio', 'met'] as const;

/** The rows as lines for a terminal, their remarks below. */
export function textTable(rows: readonly Row[]): readonly string[] {
  const cells = [heads, ...rows.map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(...cells.map((line) => width(line[column] ?? ''))));
  const lines = cells.map((line) => line.map((cell, column) => padded(cell, column, widths[column] ?? 0)).join('  '));
  const [head = '', ...body] = lines.map((line) => line.trimEnd());
  const rule = widths.map((size) => '─'.repeat(size)).join('──');
  return [head, rule, ...body, ...remarksOf(rows)];
}

/** The rows as a Markdown table, their remarks as a list below. */
export function markdownTable(rows: readonly Row[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  const rule = '| --- | --- | ---: | ---: | ---: | --- |';
  const table = [line(heads), rule, ...rows.map((row) => line(cellsOf(row)))].join('\n');
  const remarks = rows
    .filter(({ remark }) => remark !== undefined)
    .map(({ name, remark }) => `- **${name}**: ${remark}`)
    .join('\n');
  return remarks === '' ? table : `${table}\n\n${remarks}`;
}

function cellsOf(row: Row): readonly string[] {
  const { spread } = row;
  const apart = spread === undefined ? '' : ` (${number(spread.lowest)}–${number(spread.highest)})`;
  return [
    row.name,
    row.bar,
    figureText(row.ours, row.unit),
    figureText(row.theirs, row.unit),
    `${ratioText(row.ratio)}${apart}`,
    metText(row),
  ];
}

function remarksOf(rows: readonly Row[]): readonly string[] {
  return rows.flatMap(({ name, remark }) => (remark === undefined ? [] : [`  ${name}: ${remark}`]));
}

function number(ratio: number): string {
  return ratioText(ratio).replace(' ×', '');
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
