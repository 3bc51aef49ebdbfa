import { Readable } from 'node:stream';
import type { ReadTemplate } from '../templates.js';
import { packBundle, type BundlePart } from './tar.js';

/** The program that takes a bundle and starts what is in it. It does nothing until a line comes: it can be started ahead. */
export function receiveProgram(readTemplate: ReadTemplate): string {
  return readTemplate('host/receive.sh').trimEnd();
}

/** What it is sent: a line, and the bundle. Fails as `packBundle` does. */
export function sentBundle(parts: readonly BundlePart[], options: { readonly mtime: Date }): Readable {
  return Readable.from(afterLine(packBundle(parts, options)), { objectMode: false });
}

async function* afterLine(bundle: Readable): AsyncIterable<unknown> {
  yield Buffer.from('\n');
  yield* bundle;
}
