import { expect, test } from '@jest/globals';
import { chosenFrom } from '../../../bench/command-line.js';
import { benchmarks } from '../../../bench/rows/all.js';

test('the benchmarks without Docker name the bare host, and no other benchmark does', () => {
  const bare = benchmarks.filter(({ hosts }) => hosts?.includes('bareHost') === true).map(({ name }) => name);
  expect(bare).toEqual(benchmarks.map(({ name }) => name).filter((name) => chosenFrom(['native'], name)));
  expect(bare).toHaveLength(10);
});
