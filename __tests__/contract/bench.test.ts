import { expect, test } from '@jest/globals';
import { dirname } from 'node:path';
import { benchmarks } from '../../bench/rows/all.js';
import { filesBelow, importsOf, read } from './source-files.js';

const sources = (folder: string) => filesBelow(folder).filter((path) => path.endsWith('.ts'));
const parts = filesBelow('bench').map((path) => path.split('/'));
const folders = new Set(parts.flatMap(([, folder = '', ...below]) => (below.length > 0 ? [folder] : [])));
const readme = read('bench/README.md');

/** The folder of a file; a file directly in bench/ stands for itself. */
const placeOf = (path: string): string => (dirname(path) === 'bench' ? path : path.split('/').slice(0, 2).join('/'));

const arrows = new Map<string, Set<string>>();
for (const path of sources('bench')) {
  const targets = importsOf(path).map(({ target }) => placeOf(target));
  const others = targets.filter((target) => target.startsWith('bench/') && target !== placeOf(path));
  arrows.set(placeOf(path), new Set([...(arrows.get(placeOf(path)) ?? []), ...others]));
}

/** Everything that a place imports, directly or not. */
function reachedFrom(place: string, seen = new Set<string>()): ReadonlySet<string> {
  for (const next of arrows.get(place) ?? []) {
    if (!seen.has(next)) reachedFrom(next, seen.add(next));
  }
  return seen;
}

test('no folder of bench imports another in a circle, types included', () => {
  expect([...arrows.keys()].filter((place) => reachedFrom(place).has(place))).toEqual([]);
});

test('bench measures dist and imports nothing of src', () => {
  const targets = sources('bench').flatMap((path) => importsOf(path).map(({ target }) => target));
  expect(targets.filter((target) => target.startsWith('src/'))).toEqual([]);
});

test('the lab imports nothing of bench', () => {
  const targets = sources('lab').flatMap((path) => importsOf(path).map(({ target }) => target));
  expect(targets.filter((target) => target.startsWith('bench/'))).toEqual([]);
});

test('half of the source files of bench have fewer than 80 lines', () => {
  const lines = sources('bench').map((path) => read(path).trimEnd().split('\n').length);
  expect(lines.toSorted((a, b) => a - b)[Math.floor(lines.length / 2)]).toBeLessThan(80);
});

test.each(benchmarks.map(({ name }) => name))('bench/README.md describes the benchmark %s', (name) => {
  expect(readme).toContain(`\`${name.replace(/^downtime-/, '')}\``);
});

test.each([...folders])('bench/README.md describes the folder %s', (folder) => {
  expect(readme).toContain(`| \`${folder}/\``);
});
