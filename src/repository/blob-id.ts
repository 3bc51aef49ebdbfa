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
