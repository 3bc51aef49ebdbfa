import { describe, expect, it, test } from '@jest/globals';
import { figureText, ratioText } from '../../../bench/figure-text.js';
import { median, ratios, spreadOf } from '../../../bench/figures.js';
import { placeOf } from '../../../bench/limit.js';
import { compare, inTurn } from '../../../bench/in-turn.js';
import { count, row } from './rows.js';

describe('the median', () => {
  test.each([
    [[3], 3],
    [[9, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
  ])('of %j is %d', (values, expected) => expect(median(values)).toBe(expected));

  it('is not to be had of nothing', () => expect(() => median([])).toThrow(/no values/));
});

describe('ratios', () => {
  it('are of single rounds, so that a slow round of both sides does not show', () => {
    expect(ratios([1, 10, 1], [2, 20, 2])).toEqual([0.5, 0.5, 0.5]);
    expect(spreadOf([0.5, 0.4, 0.9])).toEqual({ median: 0.5, lowest: 0.4, highest: 0.9 });
  });

  it('refuse figures that do not belong together', () => expect(() => ratios([1, 2], [1])).toThrow(/2 of ours, 1/));
});

describe('in turn', () => {
  it('runs all sides once a round, the warm-up first and not counted', async () => {
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

  it('prepares each run before it begins', async () => {
    const order: string[] = [];
    const before = (round: number, side: string) => Promise.resolve(void order.push(`before ${side} ${round}`));
    const run = () => Promise.resolve(order.push('run'));
    await inTurn({ rounds: 1, warmup: 0, before }, [{ name: 'ours', run }]);
    expect(order).toEqual(['before ours 0', 'run']);
  });

  it.each([
    [0.5, true],
    [0.2, false],
  ])('a row with the bar %d × theirs is met: %s', async (limit, met) => {
    const turns = await inTurn({ rounds: 1, warmup: 0 }, [
      { name: 'ours', run: () => Promise.resolve(1) },
      { name: 'H', run: () => Promise.resolve(4) },
    ]);
    const told = compare({ name: 'x', turns, ours: 'ours', theirs: 'H', called: 'by hand', limit, unit: 's' });
    expect(told).toMatchObject({ bar: `≤ ${limit} × by hand`, ours: 1, theirs: 4, ratio: 0.25, met });
  });
});

test.each([
  [0.4321, 's', '0.43 s'],
  [12.34, 's', '12.3 s'],
  [0.0123, 's', '0.012 s'],
  [1_234_567, 'bytes', '1,234,567 bytes'],
  [0, 'requests', '0 requests'],
  [undefined, 'MB', '–'],
] as const)('%s %s reads %s', (value, unit, text) => expect(figureText(value, unit)).toBe(text));

test('a ratio reads as a multiple', () => {
  expect([ratioText(0.428), ratioText(undefined), ratioText(Infinity)]).toEqual(['0.43 ×', '–', '∞ ×']);
});

describe('where a row lies on the axis', () => {
  test.each([
    ['its ratio, with the bar from its words', row(), { at: 0.3, bar: 0.5, means: 'of theirs' }],
    ['its ratio, with the bar that it says', row({ limit: 0.7 }), { at: 0.3, bar: 0.7, means: 'of theirs' }],
    ['a count as a part of its bar', count, { at: 0.75, bar: 1, means: 'of the bar' }],
    ['none of a bar of none', { ...count, bar: '0 failed', ours: 0 }, { at: 0, bar: 1, means: 'of the bar' }],
    ['some of a bar of none', { ...count, bar: '0 failed', ours: 3 }, { at: Infinity, bar: 1, means: 'of the bar' }],
    ['thousands in a bar', { ...count, bar: '≤ 2,000', ours: 500 }, { at: 0.25, bar: 1, means: 'of the bar' }],
    ['a bar without a number', { ...count, bar: 'stated' }, undefined],
  ])('%s', (_, given, place) => expect(placeOf(given)).toEqual(place));
});
