import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureStateFolder } from '../../lab/state.js';
import type { Trial } from './trial.js';

/** Writes all requests of a trial as lines of JSON, with times in seconds since the event began; returns the file's name. */
export async function keepRecords(name: string, { exchanges, eventAt }: Trial): Promise<string> {
  const file = path.join(await ensureStateFolder('load'), `${name}.jsonl`);
  const lines = exchanges.map((one) => JSON.stringify({ since: (one.at - eventAt) / 1000, ...one }));
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}
