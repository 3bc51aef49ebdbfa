import { behindProxy } from '../../compose/entry/behind-proxy.js';
import { dependencies } from '../../compose/dependencies.js';
import { oneShots } from '../../compose/one-shots.js';
import type { Planning } from '../context.js';
import type { ReleaseEnv } from '../release/env.js';
import { releaseFiles } from '../release/record.js';
import type { Decision, StepText } from '../step.js';
import { buildEnvWarnings, envOfBuild } from './build-env.js';
import { buildRefusals } from './build-sources.js';
import { pulledImages } from '../images/pulled-images.js';

/** Files of a new release: only what the host lacks travels. */
export function decideFiles(planning: Planning): Decision {
  const { inputs, difference, needsRelease, release } = planning;
  if (!needsRelease) return { unchanged: 'The files are up to date' };
  const { sent, kept, removed, bytes } = difference.files;
  const title =
    inputs.source.kind === 'git'
      ? `Check out ${inputs.source.sha.slice(0, 7)} into release ${release}`
      : `Make release ${release}: send ${counted(sent, 'file')} (${size(bytes)}), link ${kept} that are on the host already`;
  return { step: { kind: 'files', ...releaseFiles(planning), title, because: releaseReason(planning, removed) } };
}

export function decideEnv(planning: Planning): Decision {
  const { env: merged, difference, facts, needsRelease } = planning;
  if (!needsRelease) return { unchanged: 'The .env is up to date' };
  const place = ['dockerfile', 'native'].includes(facts.repository.stack.kind) ? 'record' : 'tree';
  const repositoryEnv = merged === undefined ? undefined : facts.repository.trackedEnv?.text;
  const env = { kind: 'env', place, entries: merged?.entries, repositoryEnv } as const;
  const { dotenv = '.env', secondEnv } = facts.repository;
  const also = secondEnv === undefined ? '' : `; compose reads ${secondEnv} too, and ${dotenv} wins`;
  if (merged === undefined && facts.repository.files.some(({ path }) => path === dotenv)) {
    const because = `neither env nor env-file is given${also}`;
    return { step: { ...env, title: `Use the repository's own ${dotenv}`, because } };
  }
  if (merged === undefined) {
    const { title, because } = ofHost(planning, dotenv);
    return { step: { ...env, title, because: `${because}${also}` }, ...unreadEnv(facts) };
  }
  const title = `Write ${dotenv} with ${counted(merged.entries.length, 'variable')}${origins(merged, dotenv)}`;
  return { step: { ...env, title, because: `${envReason(difference)}${also}` } };
}

/** A tracked `.env` at the root, where compose does not read it. */
function unreadEnv({ repository: { dotenv = '.env', files, stack } }: Planning['facts']): Decision {
  const isThere = dotenv !== '.env' && files.some(({ path }) => path === '.env');
  const isNamed = stack.services.some(({ envFiles }) => envFiles.includes('.env'));
  if (!isThere || isNamed) return {};
  return {
    warnings: [
      `The variables of .env are not used: compose reads ${dotenv}, next to ${stack.composeFile ?? 'the compose file'}. ` +
        'To use them, add to the inputs: env-file: .env',
    ],
  };
}

/** What the release has as its `.env` where no input and no tracked file gives one. */
function ofHost({ facts: { host } }: Planning, dotenv: string): StepText {
  const because = 'neither env nor env-file is given';
  const { path } = host.env ?? {};
  if (path === undefined && host.current === undefined)
    return { title: `Make an empty ${dotenv}`, because: `${because}, and the host has none` };
  const isOfRelease = ['current', 'records'].some((folder) => path?.startsWith(`${host.root}/${folder}/`) === true);
  if (path !== undefined && !isOfRelease) return { title: `Use ${path}, which was prepared on the host`, because };
  return { title: `Keep the ${dotenv} on the host`, because };
}

/** How many variables come from where, if from more than the inputs. */
function origins({ tracked, given, replaced }: ReleaseEnv, dotenv: string): string {
  if (tracked + replaced === 0) return '';
  const over = replaced === 0 ? '' : `, ${replaced} of them in place of a tracked value`;
  return `: ${tracked} of the tracked ${dotenv}, ${given} of env and env-file${over}`;
}

/** Fetches the commit onto the host, for `source: git`: by the runner, over a connection that serves the deploy key. */
export function decideFetchCommit({ inputs: { source }, needsRelease }: Planning): Decision {
  if (!needsRelease || source.kind !== 'git') return {};
  const title = `Fetch commit ${source.sha.slice(0, 7)} of ${source.url} onto the host`;
  return { step: { kind: 'fetch-commit', title, because: 'source is git' } };
}

export function decideBuild(planning: Planning): Decision {
  const { needsRelease, overlay } = planning;
  if (!needsRelease) return {};
  const services = [...new Set(overlay.built.map(({ builtBy }) => builtBy))];
  const moved = planning.images.moved.map(({ name }) => name);
  const pulls = moved.length === 0 ? 'pull missing images' : `pull ${moved.join(', ')} and missing images`;
  const title =
    services.length === 0
      ? `P${pulls.slice(1)}`
      : `Build ${services.join(', ')}; ${pulls.replace('missing', 'other missing')}`;
  // Without a registry's answer the base images that the host has are good enough; a compose file's own `pull: true` is compose's.
  const pullsBases = planning.inputs.buildPull && planning.images.areBasesKnown;
  const because = 'the new release must be ready before the old one stops';
  const images = { built: overlay.built, pulled: pulledImages(planning), pullsBases };
  return {
    step: { kind: 'build', ...images, ...envOfBuild(planning), title, because },
    refusals: buildRefusals(planning),
    warnings: buildEnvWarnings(planning),
  };
}

export function decideReleaseCommand({ inputs, needsRelease, facts }: Planning): Decision {
  if (!needsRelease || inputs.releaseCommand === undefined) return {};
  const { stack } = facts.repository;
  const { commandService: service } = stack;
  const title = `Run "${inputs.releaseCommand}" once in the new ${service}`;
  return {
    step: {
      kind: 'release-command',
      command: inputs.releaseCommand,
      service,
      dependencies: dependencies(stack, service),
      oneShots: oneShots(stack, service),
      title,
      because: 'release-command runs before each switch',
    },
  };
}

function releaseReason(planning: Planning, removed: number): string {
  const { difference } = planning;
  return [
    difference.isFirst ? 'no release is on the host yet' : changes(difference, removed),
    ...composeReason(planning),
    ...entryReason(planning),
  ].join('; ');
}

/** Which compose files these are, and why these. */
function composeReason({ facts: { repository } }: Planning): readonly string[] {
  const { composeFiles, composeBecause, profiles } = repository.stack;
  if (composeFiles.length === 0) return [];
  const active = profiles.length === 0 ? [] : [`profiles ${profiles.join(', ')}`];
  return [`compose reads ${composeFiles.join(' and then ')}, because ${composeBecause}`, ...active];
}

/** Which service visitors reach, and what the reverse proxy takes from it. */
function entryReason({ facts: { repository }, inputs }: Planning): readonly string[] {
  const { stack } = repository;
  if (stack.kind === 'whole' || stack.kind === 'native') return [];
  const { dropped, containerName } = behindProxy(stack, inputs.keepPublishedPorts);
  const published = dropped.map(({ published, target }) => `${published ?? 'any'}:${target}`).join(', ');
  return [
    `the reverse proxy passes requests to ${stack.entry.service}: ${stack.entry.because}`,
    ...(published === ''
      ? []
      : [`its published ports ${published} are removed, since the reverse proxy asks it inside`]),
    ...(containerName === undefined ? [] : [`its container_name ${containerName} becomes a name in its networks`]),
  ];
}

function changes(difference: Planning['difference'], removed: number): string {
  const reasons = [
    ...(difference.damaged.length > 0
      ? [`${counted(difference.damaged.length, 'file')} of the current release changed or missing on the host`]
      : []),
    ...(difference.filesChanged
      ? [`${counted(difference.files.sent, 'file')} new or changed, ${removed} removed`]
      : []),
    ...(difference.envChanged ? [envReason(difference)] : []),
    ...(difference.inputFiles.length > 0
      ? [`new, changed or removed in files: ${difference.inputFiles.join(', ')}`]
      : []),
    ...(difference.settingsChanged ? ['the compose settings changed'] : []),
    ...difference.imageChanges,
  ];
  return reasons.join('; ');
}

function envReason({ envKeys, envChanged, isFirst }: Planning['difference']): string {
  if (isFirst) return 'there is none yet';
  if (envKeys.length > 0) return `changed: ${envKeys.join(', ')}`;
  return envChanged ? 'the .env on the host was edited' : 'each release has its own .env; the values are unchanged';
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Bytes for people. */
export function size(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power] ?? ''}`;
}
