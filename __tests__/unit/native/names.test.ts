import { expect, test } from '@jest/globals';
import { nativeNames } from '../../../src/native/names.js';

test('variables of nginx carry the name of their site, in a short form where it is long, and no two sites have the same', () => {
  const projects = ['shop', 'my-shop', 'my_shop', 'my__shop', 'a-name-of-24-letters-here', 'a-name-of-24-letters-her'];
  const names = projects.map((project) => nativeNames({ project }).variables);
  expect(names.slice(0, 3)).toEqual(['ehd_shop', 'ehd_my__shop', 'ehd_my_1shop']);
  for (const name of names) expect(name).toMatch(/^ehd_\w{1,15}$/);
  expect(new Set(names).size).toBe(projects.length);
});
