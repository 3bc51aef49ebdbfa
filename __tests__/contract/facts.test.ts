import { expect, it } from '@jest/globals';
import { FACTS } from '../../src/host/fact-grammar.js';
import { filesBelow, read } from './source-files.js';

it('every fact that the look prints has a form, and every form its fact', () => {
  const look = filesBelow('templates/host').filter((path) => /\/(observe[^/]*\.sh|look_data\.py)$/.test(path));
  const text = look
    .map(read)
    .join('\n')
    .replace(/^\s*#.*$/gm, '');
  const names = [...text.matchAll(/\b(?:fact|fact_lines|fact_from|first_line)(?: |\(')([a-z][a-z0-9-]+)/g)];
  expect([...new Set(names.map(([, name]) => name))].sort()).toEqual(Object.keys(FACTS).sort());
});
