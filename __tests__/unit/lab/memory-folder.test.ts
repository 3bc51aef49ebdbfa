import { expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { MemoryFolder } from '../../../lab/memory-folder.js';

test('the folder for the files of tests can be entered by every user, and is gone with all that is in it', async () => {
  const made = await MemoryFolder.make(tmpdir());
  const folder = made.path ?? '';
  expect(statSync(folder).mode & 0o777).toBe(0o755);
  mkdtempSync(`${folder}/of-a-test-`);
  await made[Symbol.asyncDispose]();
  expect(existsSync(folder)).toBe(false);
});

test('without a file system in memory the usual folder for temporary files has to do', async () => {
  await using made = await MemoryFolder.make('/nowhere');
  expect(made.path).toBeUndefined();
});
