import { createHash } from 'node:crypto';

/** A content that a registry holds. */
export interface Blob {
  readonly digest: string;
  readonly size: number;
  readonly isPacked: boolean;
}

const types = {
  manifest: 'application/vnd.docker.distribution.manifest.v2+json',
  config: 'application/vnd.docker.container.image.v1+json',
  layer: 'application/vnd.docker.image.rootfs.diff.tar',
  packedLayer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
} as const;

/** Puts a content into a repository; `registry` is the address of a registry that asks for no login. Throws when it is refused. */
export async function putBlob(
  registry: string,
  repository: string,
  content: AsyncIterable<unknown> | Buffer,
  size: number,
): Promise<Blob> {
  const started = await request(`${registry}/v2/${repository}/blobs/uploads/`, { method: 'POST' }, 202);
  const hash = createHash('sha256');
  let start = Buffer.alloc(0);
  async function* passing(): AsyncGenerator<Uint8Array> {
    for await (const part of parts(content)) {
      hash.update(part);
      if (start.length < 2) start = Buffer.concat([start, part.subarray(0, 2)]);
      yield part;
    }
  }
  const headers = { 'Content-Type': 'application/octet-stream' };
  const sent = await request(locationOf(started), { method: 'PATCH', headers, body: passing(), duplex: 'half' }, 202);
  const digest = `sha256:${hash.digest('hex')}`;
  const end = locationOf(sent);
  end.searchParams.set('digest', digest);
  await request(end, { method: 'PUT' }, 201);
  return { digest, size, isPacked: start[0] === 0x1f && start[1] === 0x8b };
}

/** Makes a blob of one repository one of another's, too. */
export async function mountBlob(registry: string, repository: string, blob: Blob, from: string): Promise<void> {
  const query = new URLSearchParams({ mount: blob.digest, from });
  await request(`${registry}/v2/${repository}/blobs/uploads/?${query.toString()}`, { method: 'POST' }, 201);
}

/** Names an image, whose blobs the repository holds. */
export async function putManifest(
  registry: string,
  repository: string,
  tag: string,
  image: { readonly config: Blob; readonly layers: readonly Blob[] },
): Promise<void> {
  const describe = ({ digest, size, isPacked }: Blob) => ({
    mediaType: isPacked ? types.packedLayer : types.layer,
    size,
    digest,
  });
  const config = { ...describe(image.config), mediaType: types.config };
  const body = JSON.stringify({
    schemaVersion: 2,
    mediaType: types.manifest,
    config,
    layers: image.layers.map(describe),
  });
  const headers = { 'Content-Type': types.manifest };
  await request(`${registry}/v2/${repository}/manifests/${tag}`, { method: 'PUT', headers, body }, 201);
}

async function* parts(content: AsyncIterable<unknown> | Buffer): AsyncGenerator<Uint8Array> {
  if (Buffer.isBuffer(content)) yield content;
  else for await (const part of content) if (part instanceof Uint8Array) yield part;
}

async function request(url: URL | string, init: RequestInit, expected: number): Promise<Response> {
  const response = await fetch(url, init);
  if (response.status === expected) return response;
  throw new Error(
    `The lab's registry answered ${response.status} to ${init.method} ${String(url)}: ${await response.text()}`,
  );
}

function locationOf(response: Response): URL {
  return new URL(response.headers.get('location') ?? '', response.url);
}
