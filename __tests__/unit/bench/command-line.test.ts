import { describe, expect, test } from '@jest/globals';
import { chosenFrom, parseBenchCommand } from '../../../bench/command-line.js';
import { UsageError } from '../../../lab/cli/command-line.js';

const parse = (...args: string[]) => parseBenchCommand(args, ['no-op', 'downtime-code', 'memory']);

describe('npm run bench --', () => {
  test('without arguments runs everything and writes the report', () => {
    expect(parse()).toEqual({
      ...{ help: false, json: false, quick: false, only: [], rounds: 5, host: 'bench', writes: true },
    });
  });

  test.each([
    [['--only', 'no-op', 'memory', '--json'], { only: ['no-op', 'memory'], json: true }],
    [['--only', 'no-op', '--only', 'memory'], { only: ['no-op', 'memory'] }],
    [['--quick'], { quick: true, rounds: 2 }],
    [['--quick', '--rounds', '7'], { quick: true, rounds: 7 }],
    [['--only', 'memory', '--host', 'fresh'], { host: 'fresh' }],
  ])('%j is understood', (args, expected) => expect(parse(...args)).toMatchObject(expected));

  test('a first word stands for all benchmarks that begin with it', () => {
    expect(parse('--only', 'downtime').only).toEqual(['downtime']);
    const all = ['no-op', 'downtime-code', 'downtime-env'];
    expect(all.filter((name) => chosenFrom(['downtime'], name))).toEqual(['downtime-code', 'downtime-env']);
    expect(all.filter((name) => chosenFrom(['downtime-env'], name))).toEqual(['downtime-env']);
    expect(all.filter((name) => chosenFrom([], name))).toEqual(all);
  });

  test('a partial run writes no report unless --write is given', () => {
    expect(parse('--only', 'memory').writes).toBe(false);
    expect(parse('--quick').writes).toBe(false);
    expect(parse('--quick', '--write').writes).toBe(true);
  });

  test.each([
    [['memory'], /after --only/],
    [['--only', 'memroy'], /no benchmark "memroy".*no-op, downtime-code, memory/],
    [['--only', 'no-op', 'memroy'], /"memroy"/],
    [['--rounds', '0'], /from 1/],
    [['--rounds', '2.5'], /from 1/],
    [['--host', 'prod'], /fresh, amazon, ready/],
    [['--josn'], /--josn/],
  ])('%j is rejected with a message about what is expected', (args, message) => {
    expect(() => parse(...args)).toThrow(UsageError);
    expect(() => parse(...args)).toThrow(message);
  });
});
