import { execa } from 'execa';
import { expect, test } from '@jest/globals';
import { maskLine } from '../../../src/runner/mask.js';

test('a value is hidden by the line that @actions/core would write', async () => {
  const values = ['s3cret', ' two\nlines\r\n', '100%', '%0A', '::set-output name=x::y', 'ü “quoted” $(x)'];
  const program = `import { setSecret } from '@actions/core'; JSON.parse(process.argv[1]).forEach(setSecret);`;
  const theirs = await execa('node', ['--input-type=module', '--eval', program, JSON.stringify(values)], {
    stripFinalNewline: false,
  });
  expect(values.map(maskLine).join('')).toBe(theirs.stdout);
});
