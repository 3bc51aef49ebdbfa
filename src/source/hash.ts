import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1024 * 1024;
const chunk = Buffer.allocUnsafe(CHUNK_BYTES);

/**
 * Git's id of a file's contents: sha1 over `blob SIZE`, a NUL and them (git-hash-object(1)), so that it is known without
 * reading where git knows it. `size` as the file was seen with; if it has changed since, the upload finds out.
 */
export async function blobOf(file: string, size: number): Promise<string> {
  const hash = createHash('sha1').update(`blob ${size}\0`);
  if (size < CHUNK_BYTES) return hash.update(readSmall(file)).digest('hex');
  for await (const part of createReadStream(file, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    hash.update(part);
  }
  return hash.digest('hex');
}

/** At once: through the thread pool each of many small files would cost ten times its reading. Valid until the next call. */
function readSmall(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    return chunk.subarray(0, readSync(descriptor, chunk, 0, CHUNK_BYTES, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** Does something with each item, a few at a time; results stand in the order of the items. */
export async function mapBounded<Item, Result>(
  items: readonly Item[],
  limit: number,
  act: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) results.set(index, await act(item));
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
