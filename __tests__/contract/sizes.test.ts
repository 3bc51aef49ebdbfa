import { expect, test } from '@jest/globals';
import { filesBelow, read } from './source-files.js';

const FOLDERS = ['src', 'lab', 'bench', 'templates', '__tests__', 'scripts'];
const WRITTEN = /\.(ts|mjs|sh|conf|yml|yaml|py)$/;

const sizes = FOLDERS.flatMap((folder) => filesBelow(folder))
  .filter((path) => WRITTEN.test(path))
  .map((path) => ({ path, lines: read(path).trimEnd().split('\n').length }));

test('no file has more than 250 lines', () => {
  expect(sizes.filter(({ lines }) => lines > 250)).toEqual([]);
});

test('half of the source files have fewer than 80', () => {
  const sorted = sizes
    .filter(({ path }) => path.startsWith('src/'))
    .map(({ lines }) => lines)
    .sort((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(80);
});
