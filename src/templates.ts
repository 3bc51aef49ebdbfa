import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The same distance from src/ and from dist/: the bundle reads the templates that were committed with it. */
const folder = path.join(import.meta.dirname, '..', 'templates');

/** Reads a text of `templates/`, such as `host/observe.sh`. */
export function readTemplate(relative: string): string {
  return readFileSync(path.join(folder, relative), 'utf8');
}

/** Reads a file of `templates/` by its path below that folder. */
export type ReadTemplate = (relative: string) => string;
