import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { roomsTable } from '../__tests__/contract/rooms.js';
import { parseAction, parseWords, referenceOf, withReference } from './reference.js';

/** Writes the reference of inputs and outputs into both READMEs, and the table of rooms into docs/architecture.md. */
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

const architecture = read('docs/architecture.md');
const block = /(<!-- rooms:begin -->\n)[^]*(<!-- rooms:end -->)/;
if (!block.test(architecture)) throw new Error('docs/architecture.md has no place for the table of rooms.');
writeFileSync(
  join(root, 'docs/architecture.md'),
  architecture.replace(block, (_, begin: string, end: string) => `${begin}\n${roomsTable()}\n\n${end}`),
);
console.log('docs/architecture.md: table of rooms written');
