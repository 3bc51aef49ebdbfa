import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureStateFolder, statePath } from './state.js';

/** Longer than any set-up takes; a number of a dead process that another one got meanwhile must not hold the lab for ever. */
const patienceMs = 15 * 60_000;
const pauseMs = 500;

/**
 * Runs the work while no other process of this machine does work of this kind, waiting for one that does. A lock that a killed process left
 * is taken over. `kind` ends the sentence "process 1, which is …".
 */
export async function whileLocked<T>(
  say: (line: string) => void,
  work: () => Promise<T>,
  { name = 'up', kind = 'setting the lab up' } = {},
): Promise<T> {
  const file = await takeLock(name, (holder) => say(`waiting for process ${holder}, which is ${kind}`));
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function takeLock(name: string, onWait: (holder: number) => void): Promise<string> {
  await ensureStateFolder();
  const file = statePath(`${name}.lock`);
  const own = `${file}.${randomBytes(4).toString('hex')}`;
  await writeFile(own, String(process.pid));
  const began = Date.now();
  let told = false;
  try {
    while (!(await linked(own, file))) {
      const holder = Number(await readFile(file, 'utf8').catch(() => '0'));
      if (holder !== 0 && (!isAlive(holder) || Date.now() - began > patienceMs)) {
        await rm(file, { force: true });
        continue;
      }
      if (!told) onWait(holder);
      told = true;
      await sleep(pauseMs);
    }
  } finally {
    await rm(own, { force: true });
  }
  return file;
}

/** A hard link appears whole, with the holder's number in it, or not at all. */
async function linked(own: string, file: string): Promise<boolean> {
  return link(own, file).then(
    () => true,
    () => false,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
