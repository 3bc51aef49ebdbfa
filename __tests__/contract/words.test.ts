import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { BANNED } from './words.js';

/** Documents that users read. */
const documents = ['README.md', 'action.yml', 'docs/errors.md'];

test.each(documents)('%s uses the terms of the glossary', (path) => {
  const lines = readFileSync(path, 'utf8').split('\n');
  const found = lines.flatMap((line, index) =>
    BANNED.filter(([word]) => word.test(line)).map(
      ([word, term]) => `${index + 1}: ${String(word)} (${term}): ${line.trim()}`,
    ),
  );
  expect(found).toEqual([]);
});
