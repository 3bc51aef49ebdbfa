import { expect, test } from '@jest/globals';
import { ROOMS, roomsTable } from './rooms.js';
import { filesBelow, importsOf, read } from './source-files.js';

const SOURCES = filesBelow('src').filter((path) => path.endsWith('.ts'));

/** The folder of `src/` that a file lies in; its own name if it lies in `src/` itself. */
const roomOf = (path: string): string => path.split('/')[1] ?? '';

/** Rooms that a room imports, types included; what stands in `import()` too. */
function importedBy(room: string): readonly string[] {
  const files = SOURCES.filter((path) => roomOf(path) === room);
  const targets = files.flatMap((path) => importsOf(path).map(({ target }) => target));
  const rooms = targets.filter((target) => target.startsWith('src/')).map(roomOf);
  return [...new Set(rooms)].filter((other) => other !== room).sort();
}

test('src holds at most eight files besides its rooms', () => {
  expect(SOURCES.filter((path) => path.split('/').length === 2).length).toBeLessThanOrEqual(8);
});

test('every room of src stands in the table, and nothing else does', () => {
  expect(Object.keys(ROOMS).sort()).toEqual([...new Set(SOURCES.map(roomOf))].sort());
});

test.each(Object.entries(ROOMS))('%s imports exactly the rooms that the table allows', (room, { mayImport }) => {
  expect(importedBy(room)).toEqual([...mayImport].sort());
});

test('no room imports one that stands below it, so that there are no circles', () => {
  const order = Object.keys(ROOMS);
  const upwards = Object.entries(ROOMS).flatMap(([room, { mayImport }]) =>
    mayImport.filter((other) => order.indexOf(other) >= order.indexOf(room)).map((other) => `${room} → ${other}`),
  );
  expect(upwards).toEqual([]);
});

test('docs/architecture.md shows the table as it is (npm run readme)', () => {
  expect(read('docs/architecture.md')).toContain(roomsTable());
});

test('docs/architecture.md describes every package of the host program', () => {
  const paths = filesBelow('templates/host/program').map((path) => path.split('/').slice(3));
  const packages = new Set(paths.filter((parts) => parts.length > 1).map(([name = '']) => name));
  const rows = [...read('docs/architecture.md').matchAll(/^\| (`.*`) \|/gm)].map(([, names = '']) => names);
  const described = new Set(rows.flatMap((names) => names.split(', ')));
  expect([...packages].filter((name) => !described.has(`\`${name}\``))).toEqual([]);
});
