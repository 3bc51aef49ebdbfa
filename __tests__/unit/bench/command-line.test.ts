import { describe, expect, test } from '@jest/globals';
import { parseBenchCommand } from '../../../bench/command-line.js';
import { UsageError } from '../../../lab/cli/command-line.js';

const parse = (...args: string[]) => parseBenchCommand(args, ['no-op', 'downtime', 'start']);

describe('npm run bench --', () => {
  test('without anything: all of it, and the report is written', () => {
    expect(parse()).toEqual({
      ...{ help: false, json: false, quick: false, only: [], rounds: 5, host: 'ready', writes: true },
    });
  });

  test.each([
    [['--only', 'no-op', 'start', '--json'], { only: ['no-op', 'start'], json: true }],
    [['--only', 'no-op', '--only', 'start'], { only: ['no-op', 'start'] }],
    [['--quick'], { quick: true, rounds: 2 }],
    [['--quick', '--rounds', '7'], { quick: true, rounds: 7 }],
    [['--only', 'start', '--host', 'fresh'], { host: 'fresh' }],
  ])('%j', (args, expected) => expect(parse(...args)).toMatchObject(expected));

  test('part of it writes no report, unless asked to', () => {
    expect(parse('--only', 'start').writes).toBe(false);
    expect(parse('--quick').writes).toBe(false);
    expect(parse('--quick', '--write').writes).toBe(true);
  });

  test.each([
    [['start'], /after --only/],
    [['--only', 'strat'], /no benchmark "strat".*no-op, downtime, start/],
    [['--only', 'no-op', 'strat'], /"strat"/],
    [['--rounds', '0'], /from 1/],
    [['--rounds', '2.5'], /from 1/],
    [['--host', 'prod'], /fresh, amazon, ready/],
    [['--josn'], /--josn/],
  ])('%j is refused with what is expected', (args, message) => {
    expect(() => parse(...args)).toThrow(UsageError);
    expect(() => parse(...args)).toThrow(message);
  });
});
