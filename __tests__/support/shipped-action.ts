import { spawn, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { ROOT } from '../contract/source-files.js';
import { parseCommandFile } from '../../lab/runner/command-file.js';

/** What a runner was given by a run of the action. */
export interface ShippedRun {
  readonly exitCode: number | null;
  /** A runner reads both streams, each for itself. */
  readonly stdout: string;
  readonly stderr: string;
  /** Of the file GITHUB_OUTPUT. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** Runs `dist/index.js` as a runner does, in a checkout with a Dockerfile. */
export async function runShipped(inputs: Readonly<Record<string, string>>): Promise<ShippedRun> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shipped-'));
  try {
    await writeFile(path.join(folder, 'Dockerfile'), 'FROM scratch\n');
    for (const args of [
      ['init', '--quiet'],
      ['add', '.'],
    ])
      execFileSync('git', args, { cwd: folder });
    const outputs = `${folder}.outputs`;
    await writeFile(outputs, '');
    const program = spawn(process.execPath, [path.join(ROOT, 'dist/index.js')], {
      env: {
        PATH: process.env['PATH'],
        GITHUB_OUTPUT: outputs,
        GITHUB_REPOSITORY: 'octo/app',
        GITHUB_WORKSPACE: folder,
        ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = once(program, 'exit');
    const [stdout, stderr] = await Promise.all([text(program.stdout), text(program.stderr)]);
    const [exitCode] = (await ended) as [number | null];
    return { exitCode, stdout, stderr, outputs: parseCommandFile(await readFile(outputs, 'utf8')) };
  } finally {
    await rm(folder, { recursive: true, force: true });
    await rm(`${folder}.outputs`, { force: true });
  }
}
