import { createReadStream, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { pipeline as pipelineDone } from 'node:stream/promises';
import { createGzip, type ZlibOptions } from 'node:zlib';
import { pack, type Header, type Pack } from 'tar-stream';
import { DeployError, messageOf } from '../errors/deploy-error.js';

/** One member of a bundle. `path` is relative; `mode` holds permission bits. */
export type BundlePart =
  | { readonly path: string; readonly mode: number; readonly content: string | Buffer }
  | { readonly path: string; readonly mode: number; readonly fromFile: string; readonly size?: number }
  | { readonly path: string; readonly symlink: string };

/**
 * A `.tar.gz` of the parts in the order given; files are read from disk while the archive is being sent. The archive is the
 * same for the same parts and time. The stream fails with DeployError upload-failed when a file is not what it was (`size`).
 */
export function packBundle(parts: readonly BundlePart[], options: { readonly mtime: Date }): Readable {
  const archive = pack();
  // `pipeline` ends the whole when its reader goes away, and hands the reader whatever goes wrong.
  const zipped = pipeline(
    Readable.from(inBlocks(archive), { objectMode: false }),
    createGzip(compressionOf(parts)),
    () => undefined,
  );
  fill(archive, parts, options.mtime).then(
    () => archive.finalize(),
    (error: unknown) => zipped.destroy(error instanceof Error ? error : new Error(messageOf(error))),
  );
  return zipped;
}

/**
 * Of 200 MB, a third of them pictures, level 3 makes 104 MB in 5 s, the default 6 makes 100 MB in 13 s: on a line that takes
 * more than 1 MB/s the higher level loses. What is small takes no time at any level: 40 kB of programs are a tenth smaller at 9.
 */
function compressionOf(parts: readonly BundlePart[]): ZlibOptions {
  const bytes = parts.reduce((sum, part) => sum + sizeOf(part), 0);
  return { level: bytes < SMALL_BYTES ? 9 : 3, memLevel: 9, chunkSize: 256 * 1024 };
}

function sizeOf(part: BundlePart): number {
  if ('symlink' in part) return 0;
  return 'content' in part ? part.content.length : (part.size ?? Infinity);
}

/** Up to this size a file is read as a whole (a stream costs more than its reading), and a bundle is packed as well as can be. */
const SMALL_BYTES = 1024 * 1024;

const BLOCK_BYTES = 256 * 1024;

/** Each piece that gzip is given costs a turn in the thread pool, and a member of the archive is two or three pieces. */
async function* inBlocks(source: AsyncIterable<unknown>): AsyncIterable<Buffer> {
  let pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of source) {
    if (!Buffer.isBuffer(piece)) throw new TypeError('an archive consists of bytes');
    pieces.push(piece);
    bytes += piece.length;
    if (bytes < BLOCK_BYTES) continue;
    yield Buffer.concat(pieces, bytes);
    pieces = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(pieces, bytes);
}

type EntryHeader = Partial<Header> & Pick<Header, 'name'>;

async function fill(archive: Pack, parts: readonly BundlePart[], mtime: Date): Promise<void> {
  for (const part of parts) {
    if (part.path === '' || part.path.startsWith('/') || part.path.split('/').includes('..')) {
      throw uploadError(part.path, 'its name leads out of the bundle');
    }
    if ('symlink' in part) {
      await add(archive, { name: part.path, type: 'symlink', linkname: part.symlink, mode: 0o777, mtime });
    } else if ('content' in part) {
      await add(archive, { name: part.path, type: 'file', mode: part.mode, mtime }, Buffer.from(part.content));
    } else {
      await addFile(archive, part, mtime);
    }
  }
}

function add(archive: Pack, header: EntryHeader, content?: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null): void => (error ? reject(error) : resolve());
    if (content === undefined) archive.entry(header, done);
    else archive.entry({ ...header, size: content.length }, content, done);
  });
}

async function addFile(
  archive: Pack,
  part: { readonly path: string; readonly mode: number; readonly fromFile: string; readonly size?: number },
  mtime: Date,
): Promise<void> {
  try {
    const size = part.size ?? (await stat(part.fromFile)).size;
    const header = { name: part.path, type: 'file', mode: part.mode, mtime } as const;
    if (size <= SMALL_BYTES) {
      // At once: through the thread pool a small file would cost some times its reading, and gzip's turns in it.
      const content = readFileSync(part.fromFile);
      checkSize(part.path, size, content.length);
      await add(archive, header, content);
      return;
    }
    const entry = archive.entry({ ...header, size });
    await pipelineDone(createReadStream(part.fromFile), measured(part.path, size), entry);
  } catch (error) {
    if (error instanceof DeployError) throw error;
    throw uploadError(part.path, messageOf(error), error);
  }
}

/** tar says the size before the contents: a file that changed in between would shift everything behind it. */
function measured(path: string, size: number): (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer> {
  return async function* measure(source) {
    let seen = 0;
    for await (const chunk of source) {
      seen += chunk.length;
      if (seen > size) checkSize(path, size, seen);
      yield chunk;
    }
    checkSize(path, size, seen);
  };
}

function checkSize(path: string, size: number, seen: number): void {
  if (seen > size) throw uploadError(path, `it grew beyond its ${size} bytes while it was being sent`);
  if (seen < size) throw uploadError(path, `it shrank from ${size} to ${seen} bytes while it was being sent`);
}

function uploadError(path: string, reason: string, cause?: unknown): DeployError {
  return new DeployError({
    code: 'upload-failed',
    what: `The file '${path}' cannot be sent: ${reason}`,
    hint: 'Nothing may write into the workspace while this step runs. Run the job again.',
    cause,
  });
}
