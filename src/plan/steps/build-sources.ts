import { posix } from 'node:path';
import { dockerfilePath } from '../../compose/dockerfile-path.js';
import { isElsewhere } from '../../compose/model/relative-paths.js';
import { sshKeys } from '../../compose/ssh-keys.js';
import type { Failure } from '../../errors/deploy-error.js';
import type { Planning } from '../context.js';
import { isWithin } from '../release/data.js';
import { deployedAt, type Found } from '../release/deployed.js';
import { envCopyRefusals } from './build-env.js';
import { missingSourceHint, missingSourceReason } from './build-source-hint.js';
import { copyRefusals } from './build-copies.js';
import { stageRefusals } from './build-stages.js';
import { buildsOf, type Build } from './builds.js';

/** A file or directory that a build reads, relative to the repository's root. */
interface Source {
  readonly service: string;
  /** What it is to the build, as in `the build context`. */
  readonly name: string;
  readonly path: string;
  readonly kind: 'file' | 'directory';
}

/** Builds that docker compose on the host would stop, since it does not have what they read. */
export function buildRefusals(planning: Planning): readonly Failure[] {
  const builds = buildsOf(planning);
  const missing = missingSources(builds, planning);
  return [
    ...missing,
    ...envCopyRefusals(planning),
    ...copyRefusals(planning, builds),
    ...stageRefusals(planning, builds),
    ...overSsh(builds),
  ];
}

function missingSources(builds: readonly Build[], planning: Planning): readonly Failure[] {
  const find = deployedAt(planning.facts.repository.files, planning.overlay.placed);
  const missing = builds.flatMap((build) => missingOf(build, planning, find));
  const groups = new Map<string, Source[]>();
  for (const source of missing) {
    const key = `${source.name} ${source.path}`;
    groups.set(key, [...(groups.get(key) ?? []), source]);
  }
  return [...groups.values()].flatMap((same) => failureOf(same, find, planning));
}

/** Of what is in a directory that is missing, the directory alone. */
function missingOf(build: Build, planning: Planning, find: (path: string) => Found): readonly Source[] {
  const missing = sourcesOf(build, planning, (path) => find(path) === 'file').filter(
    ({ path, kind }) => find(path) !== kind && (find(path) !== 'elsewhere' || /^[/~]/.test(path)),
  );
  return missing.filter(
    ({ path }) =>
      !missing.some((other) => other.kind === 'directory' && other.path !== path && isWithin(path, other.path)),
  );
}

function failureOf(same: readonly Source[], find: (path: string) => Found, planning: Planning): readonly Failure[] {
  const [source] = same;
  if (source === undefined) return [];
  const missing = { ...source, found: find(source.path) };
  const services = same.map(({ service }) => service).join(', ');
  return [
    {
      code: 'build-source-missing',
      what: `The ${source.name} of ${services} is not among the deployed files: ${source.path}`,
      why: missingSourceReason(missing),
      hint: missingSourceHint(missing, planning),
    },
  ];
}

function sourcesOf(
  { service, build }: Build,
  { facts: { repository } }: Planning,
  isFile: (path: string) => boolean,
): readonly Source[] {
  const { context, additional_contexts: more = {}, secrets = [] } = build;
  const contexts = [
    { name: 'build context', path: context },
    ...Object.entries(more).map(([name, path]) => ({ name: `additional build context ${name}`, path })),
  ];
  // A directory of the host may be meant; where the repository has its Dockerfile, it is a clone on another machine.
  const isCopy = isFile(build.dockerfile ?? 'Dockerfile');
  const dockerfile = dockerfilePath(build, isFile);
  const dockerfiles = dockerfile === undefined ? [] : [{ name: 'Dockerfile', path: dockerfile }];
  // One inside the repository is to the plan like a mounted file, which may also be on the host.
  const outside = secrets.flatMap(({ source }) => {
    const { file = '' } = repository.stack.config.secrets[source] ?? {};
    return file.startsWith('../') ? [{ name: `build secret ${source}`, path: file }] : [];
  });
  return [
    ...contexts
      .filter(({ path }) => !isElsewhere(path) && (!/^[/~]/.test(path) || isCopy))
      .map(({ name, path }) => ({ service, name, path: posix.join(path, '.'), kind: 'directory' as const })),
    ...[...dockerfiles, ...outside].map((file) => ({ service, ...file, kind: 'file' as const })),
  ];
}

/** The host has no agent, and no key of the runner leaves it. */
function overSsh(builds: readonly Build[]): readonly Failure[] {
  return builds.flatMap(({ service, build }): readonly Failure[] => {
    const keys = sshKeys(build);
    const contexts = [build.context, ...Object.values(build.additional_contexts ?? {})];
    const remote = contexts.find((context) => /^(ssh:\/\/|git@)/.test(context));
    if (keys.length === 0 && remote === undefined) return [];
    const setting = keys.length === 0 ? `build context ${withoutLogin(remote ?? '')}` : `build.ssh: ${keys.join(', ')}`;
    return [
      {
        code: 'build-source-missing',
        what: `The build of ${service} needs an SSH agent (${setting})`,
        why: 'The host has no SSH agent, and keys of the runner are not sent to it, so docker compose on the host would stop the build.',
        hint: 'Give the build a token or a deploy key as a build secret: `build.secrets` with a file of the input `files`, and an https address. Or build the image in an earlier job, push it to a registry, and use `image:` instead of `build:`.',
      },
    ];
  });
}

function withoutLogin(address: string): string {
  return address.replace(/:\/\/[^/@]*@/, '://');
}
