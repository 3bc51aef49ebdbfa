import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';

/** A checkout for a test to read. */
export interface GitWorkspace {
  /** Where git, write and track work; a test may let it be another folder for a while. */
  folder: string;
  readonly git: (...args: readonly string[]) => void;
  /** The content is the name unless it is said. */
  readonly write: (name: string, content?: string, mode?: number) => void;
  /** Makes a link of this name that leads to `target`. */
  readonly link: (target: string, name: string) => void;
  /** Makes the repository, and puts these files and all others into its index. */
  readonly track: (...names: readonly string[]) => void;
}

/** An empty folder of its own for each test of the file. */
export function workspaceForEachTest(): GitWorkspace {
  let made = '';
  const git = (...args: readonly string[]): void => {
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'protocol.file.allow=always'];
    execFileSync('git', [...identity, ...args], { cwd: workspace.folder, stdio: 'pipe' });
  };
  const write = (name: string, content = name, mode = 0o644): void => {
    const file = path.join(workspace.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, mode);
  };
  const link = (target: string, name: string): void => {
    symlinkSync(target, path.join(workspace.folder, name));
  };
  const track = (...names: readonly string[]): void => {
    git('init', '-q');
    for (const name of names) write(name);
    git('add', '-A');
  };
  const workspace: GitWorkspace = { folder: '', git, write, link, track };
  beforeEach(() => {
    made = mkdtempSync(path.join(tmpdir(), 'workspace-'));
    workspace.folder = made;
  });
  afterEach(() => {
    rmSync(made, { recursive: true });
  });
  return workspace;
}
