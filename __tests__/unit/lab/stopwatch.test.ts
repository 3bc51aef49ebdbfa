import { describe, expect, test } from '@jest/globals';
import { execa } from 'execa';
import { readStopwatch, secondsIn } from '../../../lab/runner/stopwatch.js';

const under = (...argv: string[]) => execa('node', ['lab/runner/run-timed.mjs', ...argv], { reject: false });

describe('the stopwatch', () => {
  test('passes on the output and exit code of the program and reports its seconds separately', async () => {
    const { exitCode, stdout, stderr } = await under('sh', '-c', 'echo out; printf oh >&2; exit 3');
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: 'out' });
    const read = readStopwatch(stderr);
    expect(read.stderr).toBe('oh');
    expect(read.seconds).toBeGreaterThan(0);
  });

  test('names a program that does not exist', async () => {
    const { exitCode, stderr } = await under('no-such-program');
    expect(exitCode).toBe(127);
    expect(stderr).toContain('no-such-program');
    expect(() => readStopwatch(stderr)).toThrow(/no-such-program/);
  });

  test('is recognised by its line in a log', () => {
    expect(['stopwatch: 1.2500', 'it took 1.25 s'].map(secondsIn)).toEqual([1.25, undefined]);
  });
});
