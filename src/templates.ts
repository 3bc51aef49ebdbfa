import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The same distance from src/ and from dist/: the bundle reads the templates that were committed with it. */
const folder = path.join(import.meta.dirname, '..', 'templates');

/** Reads a file of `templates/` by its path below that folder. */
export type ReadTemplate = (relative: string) => string;

/** Reads a text of `templates/`, such as `proxy/edge.compose.yml`. */
export function readTemplate(relative: string): string {
  return readFileSync(path.join(folder, relative), 'utf8');
}

/** The Python modules below a folder of `templates/`, by their paths below that folder, sorted. */
export function listModules(relative: string): readonly string[] {
  return readdirSync(path.join(folder, relative), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.py'))
    .sort();
}
