import { expect, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { digestOf } from '../../../src/digest.js';
import { packedProgram, programParts } from '../../../src/host/program-files.js';
import { readTemplate } from '../../../src/templates.js';

test('the host program is sent whole and as it lies, but for the modules that only inspect', () => {
  const modules = readdirSync('templates/host/program', { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.py') && !name.startsWith('observe/'),
  );
  const packed = JSON.parse(packedProgram(readTemplate)) as Readonly<Record<string, string>>;
  expect(Object.keys(packed).sort()).toEqual(modules.sort());
  for (const [path, text] of Object.entries(packed)) expect(text).toBe(readTemplate(`host/program/${path}`));
});

test('a host that keeps the same program is only told where it lies', () => {
  const digest = digestOf(packedProgram(readTemplate));
  const names = (kept: string | undefined) => programParts('/srv/site', kept, readTemplate).map(({ path }) => path);
  expect(names(undefined)).toEqual(['start.sh', 'start.py', 'program.json']);
  expect(names('0'.repeat(64))).toEqual(['start.sh', 'start.py', 'program.json']);
  expect(names(digest)).toEqual(['start.sh', 'start.py', 'program-at']);
});
