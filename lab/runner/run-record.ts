import { appendFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { ensureStateFolder } from '../state.js';

const keptRecords = 60;

/** The folder on this machine that holds one run's files; the step sees it as `inContainer`. */
export interface RunRecord {
  readonly folder: string;
  readonly outputs: string;
  readonly state: string;
  readonly summary: string;
  readonly log: string;
  readonly trust: string;
}

/** Where the record is mounted for the step. */
export const recordInContainer = '/github/run';

/** Makes an empty record in the state folder, and removes the oldest ones beyond the last sixty. */
export async function createRunRecord(now: Date): Promise<RunRecord> {
  const runs = await ensureStateFolder('runs');
  await dropOldRecords(runs);
  const folder = path.join(runs, `${now.toISOString().replaceAll(/[:.]/g, '-')}-${randomBytes(2).toString('hex')}`);
  await mkdir(path.join(folder, 'home'), { recursive: true, mode: 0o700 });
  await mkdir(path.join(folder, 'temp'));
  const record: RunRecord = {
    folder,
    outputs: path.join(folder, 'outputs'),
    state: path.join(folder, 'state'),
    summary: path.join(folder, 'summary.md'),
    log: path.join(folder, 'log.txt'),
    trust: path.join(folder, 'trust.pem'),
  };
  for (const file of [record.outputs, record.state, record.summary, record.log]) await writeFile(file, '');
  for (const name of ['env', 'path']) await writeFile(path.join(folder, name), '');
  await writeFile(path.join(folder, 'event.json'), '{}\n');
  return record;
}

export async function appendToLog(record: RunRecord, lines: readonly string[]): Promise<void> {
  if (lines.length > 0) await appendFile(record.log, `${lines.join('\n')}\n`);
}

async function dropOldRecords(runs: string): Promise<void> {
  const names = (await readdir(runs)).sort();
  for (const name of names.slice(0, Math.max(0, names.length - keptRecords + 1))) {
    await rm(path.join(runs, name), { recursive: true, force: true });
  }
}
