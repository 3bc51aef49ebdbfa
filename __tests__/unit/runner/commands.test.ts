import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as core from '@actions/core';
import { githubRunner } from '../../../src/runner/github.js';

const NASTY = ['plain', '', '100 % of a\r\nb', '::error::not one', 'a:b,c=d', ' ends in blanks  ', '%0A', 'ü🔎'];

describe('a runner is told the same as by @actions/core', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'runner-'));
    file = path.join(folder, 'file');
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
    delete process.env['GITHUB_OUTPUT'];
    process.exitCode = undefined;
  });

  it.each(NASTY)('%j as mask, line, warning, error and group', async (text) => {
    const runner = githubRunner({});
    const theirs = await printed(async () => {
      core.setSecret(text);
      core.info(text);
      core.warning(text);
      core.error(text, { title: `title ${text}` });
      await core.group(text, () => Promise.resolve(core.info('within')));
    });
    const ours = await printed(async () => {
      runner.mask(text);
      runner.info(text);
      runner.warning(text);
      runner.fail(`title ${text}`, text);
      await runner.group(text, () => Promise.resolve(runner.info('within')));
    });
    expect(ours).toBe(theirs);
  });

  it.each(NASTY)('%j as output', (value) => {
    const told = (tell: () => void): string => {
      writeFileSync(file, '');
      process.env['GITHUB_OUTPUT'] = file;
      tell();
      return readFileSync(file, 'utf8').replaceAll(/ghadelimiter_[0-9a-f-]{36}/g, 'DELIMITER');
    };
    const ours = told(() => githubRunner({ GITHUB_OUTPUT: file }).output('name', value));
    expect(ours).toBe(told(() => core.setOutput('name', value)));
    expect(ours).toMatch(/DELIMITER/);
  });

  it('ends a group whose work failed, and lets the failure through', async () => {
    const runner = githubRunner({});
    const failing = printed(() => runner.group('Look', () => Promise.reject(new Error('it broke'))));
    await expect(failing).rejects.toThrow('it broke');
    expect(lines.at(-1)).toMatch(/^::endgroup::\r?\n$/);
  });

  it('adds to the summary that is there, and does without the file', async () => {
    writeFileSync(file, 'before\n');
    await githubRunner({ GITHUB_STEP_SUMMARY: file }).summary('# Site');
    await githubRunner({}).summary('# Site');
    expect(readFileSync(file, 'utf8')).toMatch(/^before\n# Site\r?\n$/);
  });
});

const lines: string[] = [];

/** What is written to standard output meanwhile. */
async function printed(act: () => Promise<unknown>): Promise<string> {
  lines.length = 0;
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  try {
    await act();
  } finally {
    write.mockRestore();
  }
  return lines.join('');
}
