import { expect, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { programFiles } from '../../../src/host/program-files.js';
import { readTemplate } from '../../../src/templates.js';

test('the host program is sent whole and as it lies, but for the modules that only inspect', () => {
  const modules = readdirSync('templates/host/program', { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.py') && !name.startsWith('observe/'),
  );
  const files = programFiles(readTemplate);
  expect(files.map(({ path }) => path).sort()).toEqual(
    ['start.sh', ...modules.map((name) => `program/${name}`)].sort(),
  );
  for (const { path, content } of files) expect(content).toBe(readTemplate(`host/${path}`));
});
