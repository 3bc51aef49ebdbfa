import type { Parsed } from './parsed.js';

/** The name of an environment at GitHub, which limits it to 255 characters. */
export function parseEnvironmentName(text: string): Parsed<string> {
  return [...text].length <= 255 ? { value: text } : { problem: 'is longer than 255 characters' };
}
