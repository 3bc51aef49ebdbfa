import { posix } from 'node:path';
import { envKeyDigests } from '../../dotenv/digests.js';
import type { EnvEntry } from '../../dotenv/entry.js';
import type { Planning } from '../context.js';
import { expectedServices, servicesApartOf } from '../expected-services.js';
import type { Overlay } from './overlay.js';
import { inputFilesText } from './placed-file.js';
import { chunkNote } from '../../repository/manifest/chunks.js';
import { manifestDelta } from '../../repository/manifest/delta.js';
import {
  compareManifests,
  encode,
  manifestDigest,
  manifestText,
  type FileEntry,
} from '../../repository/manifest/manifest.js';
import { replicasOf } from '../../compose/stack.js';
import { previousManifest, heldManifest } from './diff.js';

/** A text for the host, by its path in the bundle. */
export interface TextFile {
  readonly path: string;
  readonly content: string;
  /** Permission bits; default 0o644. */
  readonly mode?: number;
}

/** The files of a new release, and its record. */
export interface ReleaseFiles {
  readonly source: 'upload' | 'git';
  /** The commit; '' for `upload`. */
  readonly sha: string;
  readonly manifestDigest: string;
  /** The release that this run has begun and does not go on with, which has the files; '' for none. */
  readonly unfinished: string;
  /** Of what the host has only the changes travel. */
  readonly manifest: TextFile;
  readonly record: readonly TextFile[];
  /** What is missing on the host; nothing for `git`. */
  readonly send: readonly FileEntry[];
}

/** What a new release is made of. Pure. */
export function releaseFiles(planning: Omit<Planning, 'proxy'>): ReleaseFiles {
  const { inputs, facts, overlay, difference, images } = planning;
  const { files, stack, chunks, dotenv = '.env', unfinished } = facts.repository;
  const { source } = inputs;
  const manifest = manifestText(files);
  const previous = unfinished === undefined ? previousManifest(manifest, facts.host.current) : manifest;
  const { current } = facts.host;
  const { send } = compareManifests(
    files,
    heldManifest(manifest, { current, damaged: difference.damaged, unfinished }),
  );
  return {
    source: source.kind,
    sha: source.kind === 'git' ? source.sha : '',
    manifestDigest: manifestDigest(files),
    unfinished: unfinished ?? '',
    manifest:
      previous === ''
        ? { path: 'record/manifest', content: manifest }
        : { path: 'manifest.delta', content: manifestDelta(previous, manifest) },
    record: [
      { path: 'record/manifest-chunks', content: chunkNote(chunks) },
      { path: 'record/settings-digest', content: overlay.digest },
      { path: 'record/commit', content: inputs.sha },
      { path: 'record/compose-files', content: overlay.composeFiles.join('|') },
      { path: 'record/app', content: `${appLine(planning)}\n` },
      { path: 'record/compose-folder', content: stack.folder },
      { path: 'record/env-folder', content: posix.dirname(dotenv) },
      {
        path: 'record/services',
        content: expectedServices(planning)
          .map((name) => `${name}\n`)
          .join(''),
      },
      {
        path: 'record/apart',
        content: servicesApartOf(planning)
          .map((name) => `${name}\n`)
          .join(''),
      },
      { path: 'record/places', content: overlay.data.map(({ kind, path }) => `${kind} ${encode(path)}\n`).join('') },
      ...overlay.files().map((file) => overlayFile(file, overlay)),
      ...inputFiles(overlay),
      { path: 'record/base-images', content: JSON.stringify(images.bases) },
      ...envDigests(planning.env?.entries),
    ],
    send: source.kind === 'upload' ? send : [],
  };
}

/** What a rollback to this release has to know of its app. */
function appLine({ facts, stopFirst }: Omit<Planning, 'proxy'>): string {
  const { stack } = facts.repository;
  const { service, ports, protocol } = stack.entry;
  const startsFirst = stopFirst === undefined ? 'yes' : 'no';
  return [service, ports.join(','), protocol ?? '', startsFirst, replicasOf(stack, service)].join('|');
}

/** By these the next run knows which files of the input `files` the release has. */
function inputFiles({ placed }: Pick<Overlay, 'placed'>): readonly TextFile[] {
  return placed.length === 0 ? [] : [{ path: 'record/input-files', content: inputFilesText(placed), mode: 0o600 }];
}

/** A path that has a digest in it is for the owner: a short content could be guessed. */
function overlayFile(
  { path, content }: { path: string; content: string },
  { placed }: Pick<Overlay, 'placed'>,
): TextFile {
  const hasDigests = placed.length > 0 && path.endsWith('.compose.yml');
  return { path: `record/${path}`, content, ...(hasDigests ? { mode: 0o600 } : {}) };
}

/** By these the next run knows what changed in `.env` without seeing values. */
function envDigests(env: readonly EnvEntry[] | undefined): readonly TextFile[] {
  if (env === undefined) return [];
  const content = [...envKeyDigests(env)].map(([key, digest]) => `${key} ${digest}\n`).join('');
  return [{ path: 'record/env-digests', content, mode: 0o600 }];
}
