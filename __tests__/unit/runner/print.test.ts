import { execa } from 'execa';
import { expect, test } from '@jest/globals';
import { githubRunner } from '../../../src/runner/github.js';
import { printerTo } from '../../../src/runner/print.js';
import { carriedOut, commandsIn, FORGED, FORGED_TEXT } from '../../support/hostile.js';

test('a runner is given what the action says, and nothing that others say', async () => {
  const chunks: string[] = [];
  const runner = githubRunner(
    {},
    printerTo((chunk) => void chunks.push(chunk)),
  );
  await runner.group(FORGED_TEXT, () => {
    runner.info(FORGED_TEXT);
    runner.warning(FORGED_TEXT);
    return Promise.resolve();
  });
  await runner.output('url', 'https://app.example.com');
  const output = chunks.join('');
  expect(commandsIn(output).map(({ name }) => name)).toEqual(['group', 'warning', 'endgroup', 'set-output']);
  expect(carriedOut(output).outputs()).toEqual({ url: 'https://app.example.com' });
});

test.each([
  ['an error that nobody caught', 'setTimeout(() => { throw new Error(text); });', 1],
  ['a rejection that nobody heard', 'void Promise.reject(new Error(text));', 1],
  ['a warning of Node', 'process.emitWarning(text);', 0],
  ['a library that prints', 'console.log(text); console.warn(text); process.stderr.write(Buffer.from(text));', 0],
])('%s gives a runner nothing to carry out', async (_, statement, exitCode) => {
  const program = `import { makeTheRestPlain } from './src/runner/print.ts';
    const text = process.argv[1]; makeTheRestPlain(); ${statement}`;
  const ended = await execa(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', program, FORGED_TEXT],
    { all: true, reject: false },
  );
  expect(ended.exitCode).toBe(exitCode);
  expect(ended.all).toContain(FORGED);
  const found = [...commandsIn(ended.stdout), ...commandsIn(ended.stderr)].map(({ name }) => name);
  expect(found).toEqual(exitCode === 0 ? [] : ['error']);
  if (exitCode !== 0) expect(ended.stdout).toContain('[unexpected]');
});
