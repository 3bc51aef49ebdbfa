import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as core from '@actions/core';
import { afterEach, describe, expect, it } from '@jest/globals';
import { commandsTo } from '../../../src/runner/commands.js';

const folder = mkdtempSync(join(tmpdir(), 'commands-'));
const realWrite = process.stdout.write.bind(process.stdout);

afterEach(() => {
  process.stdout.write = realWrite;
  delete process.env['GITHUB_OUTPUT'];
});
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const texts = ['', 'plain', '50% of %0A', 'two\nlines', 'a\r\nb', 'x:y,z::set-output name=a::b', '한글 🔎'];

function said(by: (ours: ReturnType<typeof commandsTo>) => void, environment: NodeJS.ProcessEnv = {}): string {
  const parts: string[] = [];
  by(commandsTo((text) => void parts.push(text), environment));
  return parts.join('');
}

/** What the library writes to standard output. */
function theirs(work: () => void): string {
  const parts: string[] = [];
  process.stdout.write = (text: string | Uint8Array) => parts.push(String(text)) > 0;
  try {
    work();
  } finally {
    process.stdout.write = realWrite;
  }
  return parts.join('');
}

describe.each(texts)('the words of @actions/core for %j', (text) => {
  it.each([
    ['a mask', (c: ReturnType<typeof commandsTo>) => c.issue('add-mask', text), () => core.setSecret(text)],
    ['a group', (c: ReturnType<typeof commandsTo>) => c.issue('group', text), () => core.startGroup(text)],
    ['a warning', (c: ReturnType<typeof commandsTo>) => c.issue('warning', text), () => core.warning(text)],
    ['a line', (c: ReturnType<typeof commandsTo>) => c.line(text), () => core.info(text)],
    [
      'an error',
      (c: ReturnType<typeof commandsTo>) => c.issue('error', text, { title: `T ${text}` }),
      () => core.error(text, { title: `T ${text}` }),
    ],
    [
      'an output where there is no file',
      (c: ReturnType<typeof commandsTo>) => c.output('name', text),
      () => core.setOutput('name', text),
    ],
  ])('%s', (_, ours, library) => {
    expect(said(ours)).toBe(theirs(library));
  });

  it('an output in a file, with a delimiter that nobody can guess', () => {
    const [mine, library] = ['mine', 'theirs'].map((name) => join(folder, name));
    if (mine === undefined || library === undefined) throw new Error('two files');
    for (const file of [mine, library]) writeFileSync(file, 'before=1\n');
    const shown = said((c) => c.output('name', text), { GITHUB_OUTPUT: mine });
    process.env['GITHUB_OUTPUT'] = library;
    core.setOutput('name', text);

    const delimiter = /ghadelimiter_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
    const read = (file: string): string => readFileSync(file, 'utf8').replace(delimiter, 'DELIMITER');
    expect(read(mine)).toBe(read(library));
    expect(readFileSync(mine, 'utf8')).toMatch(delimiter);
    expect(shown).toBe('');
  });
});
