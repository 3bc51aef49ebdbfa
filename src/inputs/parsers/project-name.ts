import type { Parsed } from './parsed.js';

/** A compose project name (docs.docker.com/compose/how-tos/project-name). */
export function parseProjectName(text: string): Parsed<string> {
  return /^[a-z0-9][a-z0-9_-]{0,62}$/.test(text)
    ? { value: text }
    : {
        problem: 'is not a valid compose project name (lower case letters, digits, `_`, `-`; a letter or digit first)',
      };
}
