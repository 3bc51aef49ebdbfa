import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { readStopwatch, secondsIn } from '../../../bench/stopwatch.js';

const under = (...argv: string[]) => execa('node', ['bench/run-timed.mjs', ...argv], { reject: false });

describe('the stopwatch', () => {
  it('hands on what the program says and how it ends, and tells the seconds apart from it', async () => {
    const { exitCode, stdout, stderr } = await under('sh', '-c', 'echo out; printf oh >&2; exit 3');
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: 'out' });
    const read = readStopwatch(stderr);
    expect(read.stderr).toBe('oh');
    expect(read.seconds).toBeGreaterThan(0);
  });

  it('says which program is not there', async () => {
    const { exitCode, stderr } = await under('no-such-program');
    expect(exitCode).toBe(127);
    expect(stderr).toContain('no-such-program');
    expect(() => readStopwatch(stderr)).toThrow(/no-such-program/);
  });

  it('is known by its line among those of a log', () => {
    expect(['stopwatch: 1.2500', 'it took 1.25 s'].map(secondsIn)).toEqual([1.25, undefined]);
  });
});
