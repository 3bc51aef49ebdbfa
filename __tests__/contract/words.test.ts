import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { BANNED } from './words.js';

/** Documents that users read. */
const documents = [
  ...[
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'CHANGELOG.md',
    'action.yml',
    'bench/README.md',
    'samples/README.md',
  ],
  ...['docs/errors.md', 'docs/architecture.md', 'docs/aws-role.md', 'docs/lab.md'],
  ...readdirSync('docs/decisions').map((name) => `docs/decisions/${name}`),
];

test.each(documents)('%s uses the terms of the glossary', (path) => {
  const lines = readFileSync(path, 'utf8').split('## Glossary')[0]?.split('\n') ?? [];
  const found = lines.flatMap((line, index) =>
    BANNED.filter(([word]) => word.test(line)).map(
      ([word, term]) => `${index + 1}: ${String(word)} (${term}): ${line.trim()}`,
    ),
  );
  expect(found).toEqual([]);
});
