import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAction, parseWords, referenceOf, withReference } from './reference.js';

/** Writes the reference of inputs and outputs into both READMEs. */
const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const action = parseAction(read('action.yml'));
const references = {
  'README.md': referenceOf(action),
  'README.ko.md': referenceOf(action, parseWords(read('docs/reference.ko.yml'))),
};

for (const [path, reference] of Object.entries(references)) {
  writeFileSync(join(root, path), withReference(read(path), reference));
  console.log(`${path}: reference written`);
}
