import { describe, expect, test } from '@jest/globals';
import type { Inputs } from '../../../src/inputs/inputs.js';
import { openRepository } from '../../../src/repository/repository.js';
import { someInputs } from '../../support/facts.js';
import { workspaceForEachTest } from '../../support/git-workspace.js';

describe('What is in the workspace without being deployed', () => {
  const at = workspaceForEachTest();
  const open = async (inputs: Partial<Inputs> = {}) => {
    at.write('compose.yaml', 'services: {web: {image: "shop/web:${TAG:-0}", ports: ["80:80"]}}\n');
    at.track();
    at.write('compose.prod.yaml', 'services: {web: {image: "shop/prod:${TAG:-0}"}}\n');
    at.write('.env', 'TAG=2\n');
    const { stack, leftBehind, reading, listing } = await openRepository(
      someInputs({ workspace: at.folder, env: undefined, ...inputs }),
    );
    const { files } = await listing;
    const image = stack.config.services['web']?.image;
    return { image, files: stack.composeFiles, leftBehind, reading, paths: files.map(({ path }) => path) };
  };
  const upload = (include: readonly string[], exclude: readonly string[] = []): Partial<Inputs> => ({
    source: { kind: 'upload', include, exclude },
  });

  test('is not read, and is known to be left behind', async () => {
    const { image, files, leftBehind, reading, paths } = await open();
    expect([image, files, paths]).toEqual(['shop/web:0', ['compose.yaml'], ['compose.yaml']]);
    expect(leftBehind).toEqual(['compose.prod.yaml', '.env']);
    expect(reading?.isEnvHosts).toBe(true);
  });

  test('is read where include names it', async () => {
    const { image, files, leftBehind, paths } = await open(upload(['compose.prod.yaml', '.env']));
    expect([image, files, leftBehind]).toEqual(['shop/prod:2', ['compose.yaml', 'compose.prod.yaml'], []]);
    expect(paths).toEqual(['.env', 'compose.prod.yaml', 'compose.yaml']);
  });

  test('is no matter of a warning where exclude names it', async () => {
    const { files, leftBehind } = await open(upload(['*'], ['compose.prod.yaml', '.env']));
    expect([files, leftBehind]).toEqual([['compose.yaml'], []]);
  });

  test('is missing where compose-file names it, with the line to add', async () => {
    await expect(open({ composeFiles: ['compose.yaml', 'compose.prod.yaml'] })).rejects.toMatchObject({
      code: 'compose-file-missing',
      why: 'It is in the workspace, but git does not track it, so it is not deployed',
      hint: 'Commit it, or add to the inputs: include: compose.prod.yaml',
    });
  });
});
