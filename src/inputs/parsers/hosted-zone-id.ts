import type { Parsed } from './parsed.js';

/** A hosted zone's id, as the console or as the API writes it (`/hostedzone/Z…`). */
export function parseHostedZoneId(text: string): Parsed<string> {
  const id = /^(?:\/hostedzone\/)?([A-Z0-9]{1,32})$/.exec(text)?.[1];
  return id === undefined ? { problem: 'is not a hosted zone ID, such as Z0123456789ABCDEFGHIJ' } : { value: id };
}
