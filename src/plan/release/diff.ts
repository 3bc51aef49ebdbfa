import { digestOf } from '../../digest.js';
import { changedKeys, envKeyDigests } from '../../dotenv/digests.js';
import { dotenvText } from '../../dotenv/write.js';
import type { CurrentRelease } from '../../host/facts.js';
import type { EnvEntry } from '../../dotenv/entry.js';
import type { InputFile } from '../../inputs/inputs.js';
import type { Difference } from '../context.js';
import {
  compareManifests,
  encode,
  manifestDigest,
  manifestText,
  type FileEntry,
} from '../../repository/manifest/manifest.js';

/** Compares the release to be with the one that the host runs. Pure. */
export function differenceOf(next: {
  readonly files: readonly FileEntry[];
  readonly env: readonly EnvEntry[] | undefined;
  /** Writes the `.env` as the host has it; undefined: for compose. */
  readonly envText?: (entries: readonly EnvEntry[]) => string;
  readonly inputFiles?: readonly Pick<InputFile, 'path' | 'digest'>[];
  readonly settingsDigest: string;
  readonly current: CurrentRelease | undefined;
  /** sha256 of the `.env` that the host would use for a release without one; undefined: that of the running release. */
  readonly envThere?: string | undefined;
  /** Files of the running release that are not as they were put there. */
  readonly damaged?: readonly string[];
  readonly imageChanges?: readonly string[];
  /** A release that has the files already, although it is not the current one. */
  readonly unfinished?: string | undefined;
}): Difference {
  const { current } = next;
  const text = manifestText(next.files);
  const damaged = (next.damaged ?? []).filter((path) => next.files.some((file) => file.path === path));
  const filesChanged = manifestDigest(next.files) !== current?.manifestDigest || damaged.length > 0;
  const held = heldManifest(text, { current, damaged, unfinished: next.unfinished });
  const { send, kept, removed } = compareManifests(next.files, held);
  const envKeys = changedEnvKeys(next.env, current);
  return {
    files: { sent: send.length, kept, removed: removed.length, bytes: sizeOf(send) },
    filesChanged,
    damaged,
    envKeys,
    envChanged: envKeys.length > 0 || isEdited(next, current) || isEditedThere(next),
    inputFiles: changedInputFiles(next.inputFiles ?? [], current),
    settingsChanged: next.settingsDigest !== current?.settingsDigest,
    imageChanges: next.imageChanges ?? [],
    isFirst: current === undefined,
  };
}

/** The manifest of what the host has of the release to be, and what does not have to be sent again. */
export function heldManifest(
  nextText: string,
  host: {
    readonly current: CurrentRelease | undefined;
    readonly damaged: readonly string[];
    readonly unfinished: string | undefined;
  },
): string {
  if (host.unfinished !== undefined) return nextText;
  return withoutLines(previousManifest(nextText, host.current), host.damaged);
}

/** Text of the current release's manifest; empty without one. The host sends its own only when it differs from ours. */
export function previousManifest(nextText: string, current: CurrentRelease | undefined): string {
  return current === undefined ? '' : (current.manifest ?? nextText);
}

/** A manifest's text less the lines of some paths: what is damaged on the host is sent as if it were not there. */
export function withoutLines(manifest: string, paths: readonly string[]): string {
  if (paths.length === 0) return manifest;
  const gone = new Set(paths.map(encode));
  return manifest
    .split('\n')
    .filter((line) => !gone.has(line.slice(line.lastIndexOf(' ') + 1)))
    .join('\n');
}

function changedEnvKeys(env: readonly EnvEntry[] | undefined, current: CurrentRelease | undefined): readonly string[] {
  if (env === undefined) return [];
  const { added, changed, removed } = changedKeys(current?.envKeyDigests ?? new Map(), envKeyDigests(env));
  return [...added, ...changed, ...removed].sort();
}

function changedInputFiles(
  files: readonly Pick<InputFile, 'path' | 'digest'>[],
  current: CurrentRelease | undefined,
): readonly string[] {
  const before = current?.inputFiles ?? new Map<string, string>();
  const now = new Map(files.map(({ path, digest }) => [path, digest]));
  return [...new Set([...now.keys(), ...before.keys()])].filter((path) => now.get(path) !== before.get(path)).sort();
}

/** Whether somebody changed the `.env` on the host by hand: what is asked for wins. */
function isEdited(
  { env, envText = dotenvText }: Parameters<typeof differenceOf>[0],
  current: CurrentRelease | undefined,
): boolean {
  return env !== undefined && current !== undefined && current.envDigest !== digestOf(envText(env));
}

/** The same of a `.env` that only the host has: it is asked for as it is there. */
function isEditedThere({ env, current, envThere }: Parameters<typeof differenceOf>[0]): boolean {
  const noted = current?.confirmed?.envDigest;
  return env === undefined && noted !== undefined && (envThere ?? current?.envDigest ?? '') !== noted;
}

function sizeOf(files: readonly FileEntry[]): number {
  return files.reduce((sum, file) => sum + (file.kind === 'file' ? file.size : 0), 0);
}
