import { digestOf } from '../../digest.js';

/*
 * The manifest of a large repository is itself large, and hardly differs from release to release. So the look at the host
 * says in a few bytes what the runner's manifest holds, and the host answers with the rest of its own: one exchange.
 *
 * A manifest is cut where its contents say so (content-defined chunks, as in LBFS, SOSP 2001, section 3.1): behind each file
 * whose digest begins with less than a threshold. So a change moves no cut but those beside it. The host does not cut: a release
 * holds the note of its chunks, which came with it.
 */

/** Where a manifest is cut, and what of. */
export interface ManifestChunks {
  readonly threshold: string;
  readonly chunks: readonly { readonly digest: string; readonly lines: number }[];
}

/** Enough that no two chunks of one release are ever the same by chance; what is put together is checked as a whole. */
const DIGEST_CHARACTERS = 16;

export function cutManifest(manifest: string): ManifestChunks {
  const threshold = thresholdOf(manifest);
  const chunks = textsOf(manifest, threshold).map((text) => ({
    digest: digestOf(text).slice(0, DIGEST_CHARACTERS),
    lines: linesIn(text),
  }));
  return { threshold, chunks };
}

/** What the look tells the host: the threshold and the digest of each chunk, as words. */
export function chunkIndex({ threshold, chunks }: ManifestChunks): string {
  return [threshold, ...chunks.map(({ digest }) => digest)].join(' ');
}

/** What lies beside a release's manifest, for later looks: the threshold, then a line `DIGEST LINES` for each chunk. */
export function chunkNote({ threshold, chunks }: ManifestChunks): string {
  return [threshold, ...chunks.map(({ digest, lines }) => `${digest} ${lines}`), ''].join('\n');
}

/**
 * The host's manifest from its answer: its lines, and `= FIRST LAST` for a run of chunks that stand in ours as well.
 * undefined when it is not the one that `digest` names: then nothing is known of what the host has.
 */
export function rebuildManifest(ours: string, answer: string, digest: string): string | undefined {
  const chunks = textsOf(ours, thresholdOf(ours));
  const parts = answer.split(/(?<=\n)/).map((line) => {
    const [, first, last] = /^= (\d+) (\d+)\n$/.exec(line) ?? [];
    return first === undefined ? line : chunks.slice(Number(first), Number(last) + 1).join('');
  });
  const manifest = parts.join('');
  return digestOf(manifest) === digest ? manifest : undefined;
}

function textsOf(manifest: string, threshold: string): readonly string[] {
  const chunks: string[] = [];
  let start = 0;
  for (let end = manifest.indexOf('\n') + 1, line = 0; end > 0; line = end, end = manifest.indexOf('\n', line) + 1) {
    if (!endsChunk(manifest, line, threshold)) continue;
    chunks.push(manifest.slice(start, end));
    start = end;
  }
  return start < manifest.length ? [...chunks, manifest.slice(start)] : chunks;
}

/** `line`: where the line begins; of a file's the third word is the digest, behind a mode of three or four digits. */
function endsChunk(manifest: string, line: number, threshold: string): boolean {
  if (manifest[line] !== 'f') return false;
  const digest = manifest.indexOf(' ', line + 2) + 1;
  return manifest.slice(digest, digest + 4) < threshold;
}

/**
 * With N files some √5N chunks: their digests then weigh about as much as the lines of a chunk that differs. A power of two, so that
 * a few files more or less do not move every cut.
 */
function thresholdOf(manifest: string): string {
  const halvings = Math.round(Math.log2(Math.sqrt(Math.max(5, linesIn(manifest)) / 5)));
  return Math.min(0xffff, 0x10000 >> halvings)
    .toString(16)
    .padStart(4, '0');
}

function linesIn(text: string): number {
  let lines = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) lines += 1;
  return lines;
}
