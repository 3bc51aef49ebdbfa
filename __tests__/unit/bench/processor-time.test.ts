import { expect, test } from '@jest/globals';
import { parseProcessorTime, stolenBetween } from '../../../bench/processor-time.js';

const stat = (idle: number, stolen: number): string =>
  `cpu  100 0 50 ${idle} 20 0 10 ${stolen} 40 0\ncpu0 1 2 3 4 5 6 7 8 9 10\nintr 12\n`;

test('the time that other guests took is told as a share of all, guests of this machine not counted twice', () => {
  const before = parseProcessorTime(stat(200, 20));
  expect(before).toEqual({ total: 400, stolen: 20 });
  expect(stolenBetween(before, parseProcessorTime(stat(350, 70)))).toBe("25 % of the processors' time");
});

test('where the kernel does not tell, nothing is made up', () => {
  expect(parseProcessorTime('')).toBeUndefined();
  expect(stolenBetween(undefined, parseProcessorTime(stat(1, 1)))).toBe('unknown');
});
