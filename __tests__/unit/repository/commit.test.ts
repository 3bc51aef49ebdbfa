import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openRepository } from '../../../src/repository/repository.js';
import { Secret } from '../../../src/secret.js';
import { someInputs } from '../../support/facts.js';
import { workspaceForEachTest } from '../../support/git-workspace.js';

const at = workspaceForEachTest();

const commitAll = (): string => {
  at.git('add', '-A');
  at.git('commit', '-qm', 'x');
  return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: at.folder, encoding: 'utf8' }).trim();
};
const openAt = (sha: string, changes = {}) => {
  const source = {
    kind: 'git',
    url: 'git@github.com:o/r.git',
    sha,
    deployKey: new Secret('k'),
    knownHosts: 'x',
  } as const;
  return openRepository(someInputs({ workspace: at.folder, source, sha, env: undefined, ...changes }));
};

describe('with source: git', () => {
  test('compose file, Dockerfile and list are those of the commit, whatever is checked out', async () => {
    at.track();
    at.write('compose.yaml', 'services: {web: {build: ., ports: ["80:8000"]}}\n');
    at.write('Dockerfile', 'FROM python:3.12\nEXPOSE 8000\nCMD ./start\n');
    at.write('old.txt');
    const first = commitAll();
    at.write('compose.yaml', 'services: {site: {image: "nginx:1.29", ports: ["80:80"]}}\n');
    at.write('new.txt');
    at.git('rm', '-q', 'old.txt', 'Dockerfile');
    const second = commitAll();
    at.write('untracked.txt');
    at.write('compose.yaml', 'services: {}\n');

    const [before, after] = [await openAt(first), await openAt(second)];
    expect([before.stack.entry.service, after.stack.entry.service]).toEqual(['web', 'site']);
    expect(before.images.bases.map(({ name }) => name)).toEqual(['python:3.12']);
    const pathsOf = async ({ listing }: typeof before) => (await listing).files.map((file) => file.path);
    expect(await pathsOf(before)).toEqual(['Dockerfile', 'compose.yaml', 'old.txt']);
    expect(await pathsOf(after)).toEqual(['compose.yaml', 'new.txt']);
    expect((await before.listing).digest).not.toBe((await after.listing).digest);
  });

  test('modes, links and sizes are those of a checkout, and what links lead to is read', async () => {
    at.track();
    at.write('deploy/base.yaml', 'services: {web: {image: "nginx:1.29", ports: ["80:80"]}}\n');
    at.write('run.sh', 'echo\n', 0o755);
    symlinkSync('deploy', path.join(at.folder, 'link'));
    symlinkSync('link/base.yaml', path.join(at.folder, 'compose.yaml'));
    symlinkSync('circle', path.join(at.folder, 'circle'));
    const opened = await openAt(commitAll());
    expect(opened.stack.entry.service).toBe('web');
    expect((await opened.listing).files).toEqual([
      { kind: 'symlink', path: 'circle', target: 'circle' },
      { kind: 'symlink', path: 'compose.yaml', target: 'link/base.yaml' },
      expect.objectContaining({ kind: 'file', path: 'deploy/base.yaml', mode: 0o644, size: 57 }),
      { kind: 'symlink', path: 'link', target: 'deploy' },
      expect.objectContaining({ kind: 'file', path: 'run.sh', mode: 0o755, size: 5 }),
    ]);
  });

  test('a commit that the workspace does not have is refused, with what to check out', async () => {
    at.track('compose.yaml');
    commitAll();
    await expect(openAt('f'.repeat(40))).rejects.toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        what: `sha: the workspace does not have commit ${'f'.repeat(40)}`,
        hint: expect.stringContaining('actions/checkout'),
      }),
    );
  });
});
