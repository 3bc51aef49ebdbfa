import { describe, expect, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { programsFor } from '../../../src/host/program-files.js';
import { STEP_KINDS } from '../../../src/plan/step.js';
import { readTemplate } from '../../../src/templates.js';

const onRunner = ['records', 'fetch-commit', 'move-records', 'preflight'];
const onHost = STEP_KINDS.filter((kind) => !onRunner.includes(kind));

const modules = readdirSync('templates/host/program', { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.py') && !name.startsWith('observe/'),
);

describe('the files of the host program', () => {
  test.each(onHost)('of the step %s are all that it names', (step) => {
    const files = programsFor([step], readTemplate);
    const named = files.flatMap(({ content }) =>
      [...content.matchAll(/\$BUNDLE\/([\w/-]+\.sh)/g)].map(([, path = '']) => path),
    );
    const missing = named.filter((name) => !files.some(({ path }) => path === name));
    expect(missing).toEqual([]);
  });

  test('are all modules of the Python program but those that observe, as they lie', () => {
    const files = programsFor(['files'], readTemplate).filter(({ path }) => path.startsWith('program/'));
    expect(files.map(({ path }) => path).sort()).toEqual(modules.map((name) => `program/${name}`).sort());
    for (const { path, content } of files) expect(content).toBe(readTemplate(`host/${path}`));
  });

  test('that put the release before back come with every switch', () => {
    const paths = (steps: readonly string[]) => programsFor(steps, readTemplate).map(({ path }) => path);
    expect(paths(['files', 'up'])).toEqual(expect.arrayContaining(['program/steps/rollback.py', 'steps/data.sh']));
    expect(paths(['rollback'])).toContain('steps/data.sh');
    expect(paths(['files'])).not.toContain('steps/data.sh');
  });

  test('hold no others, and no comments', () => {
    const files = programsFor(['files', 'env'], readTemplate);
    const shell = files.filter(({ path }) => path.endsWith('.sh'));
    expect(shell.map(({ path }) => path)).toEqual(['start.sh', 'lib.sh', 'steps/files.sh', 'steps/env.sh']);
    for (const { content } of shell) expect(content).toMatch(/^#!\/bin\/sh\n(?!#)(?![^]*\n\s*#)/);
  });
});
