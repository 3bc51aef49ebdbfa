import { expect, test } from '@jest/globals';
import { parseProcessorTime, stolenBetween } from '../../../bench/results/processor-time.js';

const stat = (idle: number, stolen: number): string =>
  `cpu  100 0 50 ${idle} 20 0 10 ${stolen} 40 0\ncpu0 1 2 3 4 5 6 7 8 9 10\nintr 12\n`;

test('the time taken by other guests is a share of all time, and guests of this machine are not counted twice', () => {
  const before = parseProcessorTime(stat(200, 20));
  expect(before).toEqual({ total: 400, stolen: 20 });
  expect(stolenBetween(before, parseProcessorTime(stat(350, 70)))).toBe("25 % of the processors' time");
});

test('a kernel that does not report the time gives an unknown share', () => {
  expect(parseProcessorTime('')).toBeUndefined();
  expect(stolenBetween(undefined, parseProcessorTime(stat(1, 1)))).toBe('unknown');
});
