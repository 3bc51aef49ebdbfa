import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { beginAhead } from '../../src/ahead.js';

let begun: number;
let over: AbortController;

beforeEach(() => {
  jest.useFakeTimers();
  begun = 0;
  over = new AbortController();
});
afterEach(() => void jest.useRealTimers());

const ahead = (work = (): Promise<number> => Promise.resolve((begun += 1))): (() => Promise<number>) =>
  beginAhead(work, { afterMs: 100, now: Date.now, signal: over.signal });

test('asked for early, the work begins then, and once', async () => {
  const ask = ahead();
  expect(begun).toBe(0);
  expect(await ask()).toBe(1);
  jest.advanceTimersByTime(1000);
  expect(begun).toBe(1);
});

test('asked for late, it has begun by itself', async () => {
  const ask = ahead();
  jest.advanceTimersByTime(100);
  expect(begun).toBe(1);
  expect(await ask()).toBe(1);
});

test('asked for again, it is done anew: what was seen before something changed does not count', async () => {
  const ask = ahead();
  jest.advanceTimersByTime(100);
  expect(await ask()).toBe(1);
  expect(await ask()).toBe(2);
});

test('what was begun long ago is done anew', async () => {
  const ask = ahead();
  jest.advanceTimersByTime(60_000);
  expect(await ask()).toBe(2);
});

test('after the end nothing begins by itself', () => {
  ahead();
  over.abort();
  jest.advanceTimersByTime(1000);
  expect(begun).toBe(0);
});

test('a failure is told to whoever asks, and is no one else’s affair', async () => {
  const ask = ahead(() => Promise.reject(new Error('no answer')));
  await jest.advanceTimersByTimeAsync(200);
  await expect(ask()).rejects.toThrow('no answer');
});
