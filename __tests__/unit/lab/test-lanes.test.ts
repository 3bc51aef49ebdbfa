import { expect, test } from '@jest/globals';
import { labRuns } from '../../../lab/test-lanes.js';

const suites = (named: Readonly<Record<string, string>>) => new Map(Object.entries(named));

test('suites that share no host run at the same time, in two lanes', () => {
  const found = labRuns(
    suites({ a: "deploy('ready')", b: "deploy('second')", c: "reset('fresh', 'v5')", d: "on('ready')" }),
  );
  expect(found).toEqual({
    alone: [],
    lanes: [
      ['a', 'd'],
      ['b', 'c'],
    ],
  });
});

test('a suite that uses hosts of both lanes runs alone', () => {
  expect(labRuns(suites({ a: "reset('ready'); reset('amazon')", b: "reset('amazon')" }))).toEqual({
    alone: ['a'],
    lanes: [['b']],
  });
});
