import { describe, expect, test } from '@jest/globals';
import { figureText, ratioText } from '../../../bench/results/figure-text.js';
import { compare } from '../../../bench/rounds/compare.js';
import { median, ratios, spreadOf } from '../../../bench/rounds/figures.js';
import { inTurn, turnsOf } from '../../../bench/rounds/in-turn.js';

describe('the median', () => {
  test.each([
    [[3], 3],
    [[9, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
  ])('of %j is %d', (values, expected) => expect(median(values)).toBe(expected));

  test('of no values is an error', () => expect(() => median([])).toThrow(/no values/));
});

describe('ratios', () => {
  test('are those of single rounds, so that a slow round of both sides cancels out', () => {
    expect(ratios([1, 10, 1], [2, 20, 2])).toEqual([0.5, 0.5, 0.5]);
    expect(spreadOf([0.5, 0.4, 0.9])).toEqual({ median: 0.5, lowest: 0.4, highest: 0.9 });
  });

  test('of series with different lengths are an error', () => {
    expect(() => ratios([1, 2], [1])).toThrow(/2 of ours, 1/);
  });
});

describe('sides that run in turn', () => {
  test('run once per round, and the first round is a warm-up that does not count', async () => {
    const ran: string[] = [];
    const side = (name: 'ours' | 'theirs', factor: number) => ({
      name,
      run: (round: number) => {
        ran.push(`${name} ${round}`);
        return Promise.resolve(factor * (round + 1));
      },
    });
    const turns = await inTurn({ rounds: 2 }, [side('ours', 1), side('theirs', 4)]);
    expect(ran).toEqual(['ours -1', 'theirs -1', 'ours 0', 'theirs 0', 'ours 1', 'theirs 1']);
    expect(turns.figures('ours')).toEqual([1, 2]);
    expect(turns.ratio('ours', 'theirs').median).toBe(0.25);
  });

  test('are prepared before each run', async () => {
    const order: string[] = [];
    const before = (round: number, side: string) => Promise.resolve(void order.push(`before ${side} ${round}`));
    const run = () => Promise.resolve(order.push('run'));
    await inTurn({ rounds: 1, before }, [{ name: 'ours', run }]);
    expect(order).toEqual(['before ours -1', 'run', 'before ours 0', 'run']);
  });
});

describe('the row of two sides', () => {
  test.each([
    [0.5, 'held'],
    [0.2, 'missed'],
  ])('with the bar %d × theirs and a ratio of 0.25 says "%s"', (limit, verdict) => {
    const turns = turnsOf([{ ours: 1, 'by hand': 4 }]);
    const row = compare({ name: 'x', turns, ours: 'ours', theirs: 'by hand', limit, unit: 's' });
    expect(row).toMatchObject({ bar: `≤ ${limit} × by hand`, ours: 1, theirs: 4, ratio: 0.25, verdict });
  });

  test('without a bar compares, and is not judged', () => {
    const turns = turnsOf([{ ours: 8, 'by hand': 4 }]);
    const row = compare({ name: 'x', turns, ours: 'ours', theirs: 'by hand', unit: 's' });
    expect(row).toMatchObject({ bar: 'none', ratio: 2, verdict: 'not judged' });
  });
});

describe('a figure as text', () => {
  test.each([
    [0.4321, 's', '0.43 s'],
    [12.34, 's', '12.3 s'],
    [0.0123, 's', '0.012 s'],
    [1_234_567, 'bytes', '1,234,567 bytes'],
    [0, 'requests', '0 requests'],
    [undefined, 'MB', '–'],
  ] as const)('of %s in %s is %s', (value, unit, text) => expect(figureText(value, unit)).toBe(text));

  test('is a multiple for a ratio', () => {
    expect([ratioText(0.428), ratioText(undefined), ratioText(Infinity)]).toEqual(['0.43 ×', '–', '∞ ×']);
  });
});
