import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { extract } from 'tar-stream';
import { z } from 'zod';
import { dockerOutput } from './docker.js';
import type { Blob } from './registry-client.js';

/** An image by the blobs that a registry needs of it. */
export interface ArchivedImage {
  readonly tags: readonly string[];
  readonly config: Blob;
  readonly layers: readonly Blob[];
}

/** What is smaller is held in memory: configurations, manifests and the smallest layers. */
const smallBytes = 1_000_000;

const listing = z.array(
  z.object({ Config: z.string(), RepoTags: z.array(z.string()).nullable(), Layers: z.array(z.string()) }),
);

/** Reads images out of this machine's engine and hands each content that they consist of, as it is, to `put`, once. */
export async function archiveImages(
  images: readonly string[],
  put: (content: AsyncIterable<unknown> | Buffer, size: number) => Promise<Blob>,
): Promise<readonly ArchivedImage[]> {
  const small = new Map<string, Buffer>();
  const blobs = new Map<string, Blob>();
  const links = new Map<string, string>();
  const archive = extract();
  const saved = await dockerOutput(['save', ...images]);
  saved.on('error', (error) => archive.destroy(error)).pipe(archive);
  for await (const entry of archive) {
    const { name, type, size = 0, linkname } = entry.header;
    // A layer that two images share is there once, and a link in the other one's folder.
    if (linkname) links.set(name, type === 'symlink' ? path.posix.join(path.posix.dirname(name), linkname) : linkname);
    else if (size > smallBytes) blobs.set(name, await put(entry, size));
    else small.set(name, await buffer(entry));
    entry.resume();
  }

  const blobOf = async (asked: string): Promise<Blob> => {
    const name = links.get(asked) ?? asked;
    const content = small.get(name);
    const blob = blobs.get(name) ?? (content === undefined ? undefined : await put(content, content.length));
    if (blob === undefined) throw new Error(`docker save ${images.join(' ')} named ${name}, but did not hold it`);
    blobs.set(name, blob);
    return blob;
  };
  const archived: ArchivedImage[] = [];
  for (const image of listing.parse(JSON.parse(String(small.get('manifest.json') ?? '[]')))) {
    const layers: Blob[] = [];
    for (const layer of image.Layers) layers.push(await blobOf(layer));
    archived.push({ tags: image.RepoTags ?? [], config: await blobOf(image.Config), layers });
  }
  return archived;
}
