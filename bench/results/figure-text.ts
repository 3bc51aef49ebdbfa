import type { Unit } from './row.js';

/** A figure with its unit, for people: three significant digits, thousands separated. */
export function figureText(value: number | undefined, unit: Unit): string {
  return value === undefined ? '–' : `${numberText(value)} ${unit}`;
}

/** `0.43 ×`; a dash where there is nothing to compare with. */
export function ratioText(ratio: number | undefined): string {
  return ratio === undefined ? '–' : `${numberText(ratio)} ×`;
}

export function numberText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '–';
  if (Number.isInteger(value) || Math.abs(value) >= 100) return grouped(Math.round(value));
  return value.toFixed(Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 0.1 ? 2 : 3);
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
