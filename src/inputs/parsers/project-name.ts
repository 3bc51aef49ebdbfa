import type { Parsed } from './parsed.js';

/** A compose project's name by compose's grammar (docs.docker.com/compose/how-tos/project-name). */
export function parseProjectName(text: string): Parsed<string> {
  return /^[a-z0-9][a-z0-9_-]{0,62}$/.test(text)
    ? { value: text }
    : {
        problem: 'is not the name of a compose project (lower case letters, digits, `_`, `-`; a letter or digit first)',
      };
}
