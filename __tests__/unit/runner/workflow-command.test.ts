import { execa } from 'execa';
import { expect, test } from '@jest/globals';
import { commandLine } from '../../../src/runner/workflow-command.js';

const values = ['s3cret', ' two\nlines\r\n', '100%', '%0A', '::set-output name=x::y', 'a,b=c:d', 'ü “quoted” $(x)'];

test('a command is the line that @actions/core would write', async () => {
  const program = `import { setSecret, error, warning, startGroup, endGroup } from '@actions/core';
    for (const value of JSON.parse(process.argv[1])) {
      setSecret(value); error(value, { title: value }); warning(value); startGroup(value); endGroup();
    }`;
  const theirs = await execa('node', ['--input-type=module', '--eval', program, JSON.stringify(values)], {
    stripFinalNewline: false,
  });
  const ours = values.flatMap((value) => [
    commandLine('add-mask', {}, value),
    commandLine('error', { title: value }, value),
    commandLine('warning', {}, value),
    commandLine('group', {}, value),
    commandLine('endgroup', {}, ''),
  ]);
  expect(ours.join('')).toBe(theirs.stdout);
});
