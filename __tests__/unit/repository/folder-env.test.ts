import { describe, expect, test } from '@jest/globals';
import type { Inputs } from '../../../src/inputs/inputs.js';
import { plan } from '../../../src/plan/plan.js';
import { openRepository } from '../../../src/repository/repository.js';
import { Secret } from '../../../src/secret.js';
import { readTemplate } from '../../../src/templates.js';
import { freshFacts, now, someInputs } from '../../support/facts.js';
import { workspaceForEachTest } from '../../support/git-workspace.js';

describe('D5: a project in a folder, with a .env there', () => {
  const at = workspaceForEachTest();
  const web = 'services: {web: {image: "nginx:${TAG:?need TAG}", ports: ["${PORT:-80}:80"]}}\n';
  const planned = async (files: Readonly<Record<string, string>>, changes: Partial<Inputs> = {}) => {
    for (const [path, text] of Object.entries(files)) at.write(path, text);
    at.track();
    const inputs = someInputs({ workspace: at.folder, env: undefined, ...changes });
    const { listing, ...read } = await openRepository(inputs);
    const facts = freshFacts();
    const repository = { ...read, ...(await listing) };
    const made = plan(inputs, { ...facts, repository }, now, readTemplate);
    const record = (name: string): string | undefined =>
      made.steps
        .flatMap((step) => (step.kind === 'files' ? step.record : []))
        .find(({ path }) => path === `record/${name}`)?.content;
    return {
      image: read.stack.config.services['web']?.image,
      env: made.steps.find(({ kind }) => kind === 'env'),
      paths: repository.files.map(({ path }) => path),
      record,
      made,
    };
  };
  const named = { composeFiles: ['deploy/compose.yaml'] };
  const folder = { 'deploy/compose.yaml': web, 'deploy/.env': 'TAG=1.29\n' };

  test('is read with this .env, as docker compose -f does, and the plan names it', async () => {
    const { image, env, record } = await planned({ ...folder, '.env': 'TAG=0\n' }, named);
    expect(image).toBe('nginx:1.29');
    expect(env).toMatchObject({ title: "Use the repository's own deploy/.env", entries: undefined });
    expect([record('compose-folder'), record('env-folder')]).toEqual(['deploy', 'deploy']);
  });

  test('gets the variables of the inputs there, and the tracked one is not sent', async () => {
    const given = { ...named, env: [{ key: 'PORT', value: new Secret('8080') }] };
    const { env, paths } = await planned({ ...folder, '.env': 'TAG=0\n' }, given);
    expect(env?.title).toBe('Write deploy/.env with 2 variables: 1 of the tracked deploy/.env, 1 of env and env-file');
    expect(paths).toEqual(['.env', 'deploy/compose.yaml']);
  });

  test('is read with both where COMPOSE_FILE leads there; the one at the root wins', async () => {
    const files = {
      ...folder,
      'deploy/.env': 'TAG=1.29\nPORT=81\n',
      '.env': 'COMPOSE_FILE=deploy/compose.yaml\nPORT=80\n',
    };
    const { image, env, record, made } = await planned(files);
    expect(image).toBe('nginx:1.29');
    expect(made.planning.facts.repository.stack.services[0]?.publishes).toEqual([80]);
    expect(env).toMatchObject({
      title: "Use the repository's own .env",
      because: 'neither env nor env-file is given; compose reads deploy/.env too, and .env wins',
    });
    expect([record('compose-folder'), record('env-folder')]).toEqual(['deploy', '.']);
  });

  test('has no use for a .env at the root alone, which is a warning with the line to add', async () => {
    const files = { 'deploy/compose.yaml': web.replace(':?need TAG', ':-0'), '.env': 'TAG=1\n' };
    const { image, made } = await planned(files, named);
    expect(image).toBe('nginx:0');
    expect(made.warnings).toContainEqual(
      expect.stringMatching(/^The variables of \.env are not used: .* env-file: \.env$/),
    );
  });

  test('cannot get that .env by the input files', async () => {
    const files = [{ path: 'deploy/.env', content: new Secret('TAG=1'), digest: '' }];
    await expect(planned(folder, { ...named, files })).rejects.toMatchObject({
      code: 'invalid-input',
      what: 'files: deploy/.env is the .env of the compose file',
    });
  });
});
