import type { Row } from './benchmark.js';
import { figureText, ratioText } from './figure-text.js';
import { type Place, placeOf } from './limit.js';

const width = 960;
const rowHeight = 24;
const top = 46;
const left = 470;
const right = width - 130;
const letters = 72;

// The reader's system says whether it is light or dark; the drawing has no ground of its own.
const style = `text { font: 12px system-ui, sans-serif; fill: #24292f; }
.faint { fill: #6e7781; } .grid { stroke: #d0d7de; } .bar { stroke: #24292f; stroke-width: 2; } .spread { stroke: #0969da; stroke-width: 2; opacity: .45; }
.met { fill: #0969da; } .unmet { fill: none; stroke: #cf222e; stroke-width: 2.5; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; } .faint { fill: #8d96a0; } .grid { stroke: #30363d; } .bar { stroke: #e6edf3; } .spread { stroke: #4493f8; }
  .met { fill: #4493f8; } .unmet { stroke: #ff7b72; }
}`;

/** Draws the rows as an SVG: each one's ratio on a logarithmic axis, with its bar and how far single rounds lay apart. */
export function plot(rows: readonly Row[]): string {
  const places = rows.map((row) => ({ row, place: placeOf(row) }));
  const scale = scaleFor(places.flatMap(({ row, place }) => (place === undefined ? [] : valuesOf(row, place))));
  const bottom = top + rows.length * rowHeight;
  const height = bottom + 58;
  const grid = scale.ticks.map((tick) => {
    const x = scale.x(tick);
    return (
      `<line class="grid" x1="${x}" y1="${top - 8}" x2="${x}" y2="${bottom}"/>` +
      `<text class="faint" x="${x}" y="${bottom + 18}" text-anchor="middle">${tick}</text>`
    );
  });
  const lines = places.map(({ row, place }, index) => drawRow(row, place, top + (index + 0.5) * rowHeight, scale.x));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">
<title id="title">Benchmarks: ours beside what people use instead</title>
<desc id="description">${escaped(described(rows))}</desc>
<style>${style}</style>
<text x="10" y="22">Ours as a multiple of theirs (or of the bar, where that is a figure). Left is better; the upright stroke is the bar.</text>
${grid.join('\n')}
${lines.join('\n')}
<circle class="met" cx="16" cy="${bottom + 42}" r="5"/><text x="28" y="${bottom + 46}">holds its bar</text>
<path class="unmet" d="${cross(136, bottom + 42)}"/><text x="148" y="${bottom + 46}">does not</text>
</svg>
`;
}

function drawRow(row: Row, place: Place | undefined, y: number, x: (value: number) => number): string {
  const label = `<text x="10" y="${y + 4}">${escaped(shortened(row.name))}<title>${escaped(row.name)}</title></text>`;
  if (place === undefined) return `<g>${label}${valueText(figureText(row.ours, row.unit), y)}</g>`;
  const at = x(place.at);
  const { spread } = row;
  const parts = [
    label,
    spread === undefined || row.ratio === undefined
      ? ''
      : `<line class="spread" x1="${x(spread.lowest)}" y1="${y}" x2="${x(spread.highest)}" y2="${y}"/>`,
    place.bar === undefined
      ? ''
      : `<line class="bar" x1="${x(place.bar)}" y1="${y - 8}" x2="${x(place.bar)}" y2="${y + 8}"/>`,
    row.met ? `<circle class="met" cx="${at}" cy="${y}" r="5"/>` : `<path class="unmet" d="${cross(at, y)}"/>`,
    valueText(place.means === 'of theirs' ? ratioText(place.at) : figureText(row.ours, row.unit), y),
  ];
  return `<g>${parts.join('')}</g>`;
}

function valueText(text: string, y: number): string {
  return `<text x="${width - 10}" y="${y + 4}" text-anchor="end">${escaped(text)}</text>`;
}

function cross(x: number, y: number): string {
  return `M${x - 5} ${y - 5}L${x + 5} ${y + 5}M${x - 5} ${y + 5}L${x + 5} ${y - 5}`;
}

interface Scale {
  readonly ticks: readonly number[];
  readonly x: (value: number) => number;
}

/** A logarithmic axis over whole powers of ten, or from 0.1 to 10 at least; what lies beyond it is drawn at its end. */
function scaleFor(values: readonly number[]): Scale {
  const finite = values.filter((value) => value > 0 && Number.isFinite(value));
  const low = Math.floor(Math.log10(Math.min(0.1, ...finite)));
  const high = Math.ceil(Math.log10(Math.max(10, ...finite)));
  const powers = Array.from({ length: high - low + 1 }, (_, index) => low + index);
  const x = (value: number): number => {
    const power = Math.min(high, Math.max(low, Math.log10(value)));
    return Math.round((left + ((power - low) / (high - low)) * (right - left)) * 10) / 10;
  };
  return { ticks: powers.map((power) => Number(`1e${power}`)), x };
}

function valuesOf(row: Row, place: Place): readonly number[] {
  const { spread } = row;
  return [
    place.at,
    ...(place.bar === undefined ? [] : [place.bar]),
    ...(spread ? [spread.lowest, spread.highest] : []),
  ];
}

function described(rows: readonly Row[]): string {
  const one = (row: Row): string => {
    const figure = row.ratio === undefined ? figureText(row.ours, row.unit) : ratioText(row.ratio);
    return `${row.name}: ${figure}, bar ${row.bar}, ${row.met ? 'met' : 'not met'}.`;
  };
  return rows.map(one).join(' ');
}

function shortened(name: string): string {
  const all = [...name];
  return all.length <= letters ? name : `${all.slice(0, letters - 1).join('')}…`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
