import type { Row } from './benchmark.js';

/** A figure with its unit, as people read it: three digits that count, thousands apart. */
export function figureText(value: number | undefined, unit: Row['unit']): string {
  if (value === undefined) return '–';
  if (unit === '×') return ratioText(value);
  return `${numberText(value)} ${unit}`;
}

/** `0.43 ×`; a dash where there is nothing to compare with. */
export function ratioText(ratio: number | undefined): string {
  return ratio === undefined ? '–' : `${numberText(ratio)} ×`;
}

export function metText(row: Row): string {
  return row.met ? 'yes' : 'NO';
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '–';
  if (Number.isInteger(value) || Math.abs(value) >= 100) return grouped(Math.round(value));
  return value.toFixed(Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 0.1 ? 2 : 3);
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
