import { expect, test } from '@jest/globals';
import * as core from '@actions/core';
import { githubRunner } from '../../../src/runner/github.js';
import { speech } from '../../../src/runner/speech.js';

/** What the library would have been asked to do, in order. */
function recording() {
  const said: string[] = [];
  const note =
    (what: string) =>
    (...words: readonly unknown[]): void =>
      void said.push([what, ...words].join(' '));
  const voice: typeof core = {
    ...core,
    setSecret: note('mask'),
    startGroup: note('group'),
    endGroup: note('end'),
    info: note('info'),
    setOutput: note('output'),
  };
  return { said, voice };
}

test('what is said before the library is there is said later, in order, secrets first', async () => {
  const { said, voice } = recording();
  let loads = 0;
  const spoken = speech(() => Promise.resolve(void (loads += 1)).then(() => voice));
  const runner = githubRunner({}, spoken);
  runner.mask('secret');
  await runner.group('Look', () => Promise.resolve(runner.info('a line')));
  expect([loads, said]).toEqual([0, []]);
  await Promise.all([runner.speak(), runner.speak()]);
  expect([loads, said]).toEqual([1, ['mask secret', 'group Look', 'info a line', 'end']]);
  runner.output('url', 'https://example.com');
  expect(said.at(-1)).toBe('output url https://example.com');
});

test('a group ends also when what it holds fails', async () => {
  const { said, voice } = recording();
  const runner = githubRunner(
    {},
    speech(() => Promise.resolve(voice)),
  );
  await expect(runner.group('Deploy', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await runner.speak();
  expect(said).toEqual(['group Deploy', 'end']);
});
