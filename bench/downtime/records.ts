import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureStateFolder } from '../../lab/state.js';
import type { Trial } from './trial.js';

/** Writes all requests of a trial, a JSON object a line, times in seconds since the event began; returns the file's name. */
export async function keepRecords(name: string, { exchanges, event }: Trial): Promise<string> {
  const file = path.join(await ensureStateFolder('load'), `${name}.jsonl`);
  const lines = exchanges.map((one) => JSON.stringify({ since: (one.at - event.from) / 1000, ...one }));
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}
