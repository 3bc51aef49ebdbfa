import { cp, lstat, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';

/** A folder as actions/checkout would have left it. */
export interface Workspace {
  readonly folder: string;
  /** Removes what was made for it; nothing if the folder is the one that was given. */
  remove(): Promise<void>;
}

// Fixed, so that the same content is the same commit on every run and every machine.
const commitEnvironment = {
  GIT_AUTHOR_NAME: 'Lab',
  GIT_AUTHOR_EMAIL: 'lab@lab.test',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'Lab',
  GIT_COMMITTER_EMAIL: 'lab@lab.test',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

/**
 * A git checkout with a commit is used as it is. Of any other folder a copy is committed in a repository of its own: what its
 * surrounding repository would track, or all of it, less what its .gitignore names.
 */
export async function prepareWorkspace(folder: string): Promise<Workspace> {
  const source = await realpath(folder).catch(() => {
    throw new Error(`There is no folder ${folder} to deploy`);
  });
  if (!(await lstat(source)).isDirectory()) throw new Error(`${folder} is not a folder`);
  if (await isCheckout(source)) return { folder: source, remove: () => Promise.resolve() };

  const parent = await mkdtemp(path.join(tmpdir(), 'lab-workspace-'));
  const copy = path.join(parent, path.basename(source));
  await mkdir(copy);
  await copyFiles(source, copy);
  await commitAll(copy);
  return { folder: copy, remove: () => rm(parent, { recursive: true, force: true }) };
}

async function isCheckout(folder: string): Promise<boolean> {
  // A work tree's .git file points outside of the folder, where a container cannot follow.
  const own = await lstat(path.join(folder, '.git')).catch(() => undefined);
  if (own?.isDirectory() !== true) return false;
  return (await execa('git', ['-C', folder, 'rev-parse', '--verify', 'HEAD'], { reject: false })).exitCode === 0;
}

async function copyFiles(source: string, target: string): Promise<void> {
  const listed = await execa('git', ['-C', source, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    reject: false,
  });
  const names = listed.exitCode === 0 ? listed.stdout.split('\0').filter((name) => name !== '') : [];
  if (names.length === 0) {
    const isGit = (file: string): boolean => path.basename(file) === '.git';
    return cp(source, target, { recursive: true, verbatimSymlinks: true, filter: (file) => !isGit(file) });
  }
  for (const name of names) {
    const file = path.join(source, name);
    const there = await lstat(file).catch(() => undefined);
    // A file that is tracked but deleted is not there; a repository within (a submodule) is listed as a folder.
    if (there === undefined || there.isDirectory()) continue;
    await cp(file, path.join(target, name), { verbatimSymlinks: true });
  }
}

async function commitAll(folder: string): Promise<void> {
  const options = { cwd: folder, env: commitEnvironment };
  await execa('git', ['init', '--quiet', '--initial-branch=main'], options);
  await execa('git', ['add', '--all'], options);
  await execa('git', ['commit', '--quiet', '--allow-empty', '--message', 'What is to be deployed'], options);
}
