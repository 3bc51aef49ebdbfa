import path from 'node:path';
import type { ReadTemplate } from '../templates.js';
import { envKeyDigests } from '../dotenv/digests.js';
import { dotenvText } from '../dotenv/write.js';
import { assignments } from '../host/assignments.js';
import { programsFor } from '../host/program-files.js';
import type { BundlePart } from '../host/tar.js';
import { namesOf } from '../inputs/inputs.js';
import { limitLines } from '../plan/limits.js';
import type { EdgeState, Planning } from '../plan/context.js';
import { previousManifest, withoutLines } from '../plan/release/diff.js';
import { renewalFiles, wordsOf } from '../plan/release/renewal.js';
import { hostValues, replicasOf, type RunValues } from './script-vars.js';
import { compareManifests, encode, manifestText, type FileEntry } from '../repository/manifest/manifest.js';
import { oneShots } from '../compose/one-shots.js';
import { chunkNote } from '../repository/manifest/chunks.js';
import { manifestDelta } from '../repository/manifest/delta.js';
import type { HostStepKind } from '../plan/step.js';
import { dependencies } from './dependencies.js';
import { hostJob } from './host-job.js';
import { expectedServices } from '../plan/steps/up.js';

/** What one exec of the host program is given. */
export interface BundleRequest {
  readonly planning: Planning;
  /** The host's steps of this exec, in order. */
  readonly steps: readonly HostStepKind[];
  readonly edge: EdgeState | undefined;
  readonly run: RunValues;
  readonly readTemplate: ReadTemplate;
}

/** Everything that the host needs for these steps, as the parts of one tar stream. Pure but for file paths in it. */
export function bundleParts({ planning, steps, edge, run, readTemplate }: BundleRequest): readonly BundlePart[] {
  const { inputs, facts, overlay, site } = planning;
  const renewal = renewalFiles({ inputs, site, renewScript: readTemplate('host/renew.sh') });
  const has = (...kinds: readonly HostStepKind[]): boolean => kinds.some((kind) => steps.includes(kind));
  return [
    ...programsFor(steps, readTemplate).map(({ path, content }) => text(path, content, 0o755)),
    text('job.json', JSON.stringify(hostJob(planning, steps, { run, edge })), 0o600),
    text('steps.list', lines(steps)),
    text('limits', lines(limitLines(steps, inputs.limits, run.workSeconds))),
    text('vars', assignments(hostValues(planning, { run, edge })), 0o600),
    ...(has('certify')
      ? [text('names', lines(namesOf(inputs))), text('certify-words', lines(wordsOf(inputs.certifyCommand)))]
      : []),
    ...(has('release-command', 'up', 'rollback')
      ? [text('oneshots', lines(oneShots(facts.repository.stack, inputs.app.service)))]
      : []),
    ...(has('release-command')
      ? [text('depends', lines(dependencies(facts.repository.stack, inputs.app.service)))]
      : []),
    ...(has('build')
      ? [
          text(
            'built',
            lines(overlay.built.map((image) => `${image.service}|${image.builtBy}|${image.declared ?? ''}`)),
          ),
          text('pulled', lines(pulledServices(planning))),
        ]
      : []),
    ...(has('renewal') ? [text('renew.sh', renewal.script, 0o755), text('cron-line', renewal.cronLine)] : []),
    ...(has('edge', 'serve-https') ? (edge?.files ?? []).map((file) => text(`edge/${file.path}`, file.content)) : []),
    ...(has('files') ? releaseParts(planning) : []),
  ];
}

function text(path: string, content: string, mode = 0o644): BundlePart {
  return { path, mode, content };
}

function releaseParts(planning: Planning): readonly BundlePart[] {
  const { inputs, facts, overlay, difference } = planning;
  const { files } = facts.repository;
  const manifest = manifestText(files);
  const previous = previousManifest(manifest, facts.host.current);
  const { send } = compareManifests(files, withoutLines(previous, difference.damaged));
  const isUpload = inputs.source.kind === 'upload';
  return [
    manifestPart(previous, manifest),
    { path: 'record/manifest-chunks', mode: 0o644, content: chunkNote(facts.repository.chunks) },
    { path: 'record/settings-digest', mode: 0o644, content: overlay.digest },
    { path: 'record/compose-files', mode: 0o644, content: overlay.composeFiles.join('|') },
    { path: 'record/app', mode: 0o644, content: lines([appLine(planning)]) },
    { path: 'record/compose-folder', mode: 0o644, content: facts.repository.stack.folder },
    ...overlay.files().map((file) => ({ path: `record/${file.path}`, mode: 0o644, content: file.content })),
    {
      path: 'record/places',
      mode: 0o644,
      content: lines(overlay.data.map(({ kind, path }) => `${kind} ${encode(path)}`)),
    },
    ...envParts(inputs.env),
    ...(isUpload ? send.map((file) => filePart(file, inputs.workspace)) : []),
  ];
}

/** What a rollback to this release has to know of its app (`use_app_of` in edge.sh). */
function appLine({ inputs: { app }, facts, stopFirst }: Planning): string {
  const { stack } = facts.repository;
  const rolling = stopFirst === undefined ? 'yes' : 'no';
  return [app.service, app.port, app.protocol, rolling, replicasOf(stack, app.service)].join('|');
}

/** Of what the host has only the changes travel. */
function manifestPart(previous: string, manifest: string): BundlePart {
  return previous === ''
    ? { path: 'record/manifest', mode: 0o644, content: manifest }
    : { path: 'manifest.delta', mode: 0o644, content: manifestDelta(previous, manifest) };
}

/** The values themselves, and their digests, by which the next run knows what changed without seeing values. */
function envParts(env: Planning['inputs']['env']): readonly BundlePart[] {
  if (env === undefined) return [];
  const digests = [...envKeyDigests(env)].map(([key, digest]) => `${key} ${digest}`);
  return [
    { path: 'env', mode: 0o600, content: dotenvText(env) },
    { path: 'record/env-digests', mode: 0o600, content: lines(digests) },
  ];
}

function filePart(file: FileEntry, workspace: string): BundlePart {
  if (file.kind === 'symlink') return { path: `files/${file.path}`, symlink: file.target };
  return { path: `files/${file.path}`, mode: file.mode, fromFile: path.join(workspace, file.path), size: file.size };
}

/** Those whose images come from elsewhere. */
function pulledServices(planning: Planning): readonly string[] {
  const built = new Set(planning.overlay.built.map(({ service }) => service));
  return expectedServices(planning).filter((service) => !built.has(service));
}

function lines(items: readonly string[]): string {
  return items.map((item) => `${item}\n`).join('');
}
