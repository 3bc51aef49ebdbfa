import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { installPackages } from './engine.js';
import { statePath } from './state.js';
import { whileLocked } from './up-lock.js';

/** Python packages for one purpose. */
export interface PythonPackages {
  /** Name of their folder in the user's cache; other versions need another name. */
  readonly name: string;
  /** As `pip install` takes them. */
  readonly packages: readonly string[];
}

/** The folder of the programs of these packages. They are installed once, into a virtual environment in the user's cache. */
export async function installedPrograms({ name, packages }: PythonPackages): Promise<string> {
  const folder = statePath(name);
  const done = path.join(folder, 'installed');
  const ensure = async (): Promise<void> => {
    if (existsSync(done)) return;
    await install(folder, packages);
    await writeFile(done, '');
  };
  // Suites that run at the same time need the same programs.
  if (!existsSync(done)) await whileLocked(() => undefined, ensure, { name, kind: `installing ${name}` });
  return path.join(folder, 'bin');
}

/** Installs what virtual environments need, where the machine's Python comes without it. */
export async function ensureVenv(say: (line: string) => void): Promise<void> {
  const { exitCode } = await execa('python3', ['-c', 'import venv, ensurepip'], { reject: false });
  if (exitCode !== 0) await installPackages(['python3', 'python3-venv'], say);
}

async function install(folder: string, packages: readonly string[]): Promise<void> {
  try {
    await execa('python3', ['-m', 'venv', '--clear', folder]);
    await execa(path.join(folder, 'bin', 'pip'), ['install', '--quiet', ...packages]);
  } catch (error) {
    throw new Error(`${packages.join(', ')} cannot be installed. This needs: apt-get install python3-venv`, {
      cause: error,
    });
  }
}
