import type { Parsed } from './parsed.js';

/** A hosted zone's id as the console shows it, or as the API does (`/hostedzone/Z…`). */
export function parseHostedZoneId(text: string): Parsed<string> {
  const id = /^(?:\/hostedzone\/)?([A-Z0-9]{1,32})$/.exec(text)?.[1];
  return id === undefined
    ? { problem: 'is not the id of a hosted zone, such as Z0123456789ABCDEFGHIJ' }
    : { value: id };
}
