import { quote } from '../ssh/quote.js';

/** Shell assignments, a line each: how values travel to the host. Names are ours; values may be anything but NUL. */
export function assignments(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${quote(value)}\n`)
    .join('');
}
