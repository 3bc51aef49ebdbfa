import { posix } from 'node:path';
import type { Failure } from '../../errors/deploy-error.js';
import type { Planning } from '../context.js';
import { isEnvFile } from '../release/data.js';
import { deployedAt } from '../release/deployed.js';
import { buildOverlay } from '../release/without-env-files.js';
import type { StepData } from '../step.js';
import { buildsOf } from './builds.js';
import { filesHint } from './files-hint.js';

/** Variables that bundlers write into the pages that they build (Next.js, Vite, Create React App, Vue CLI, Gatsby, Expo). */
const OF_PAGES = /^(NEXT_PUBLIC|VITE|REACT_APP|VUE_APP|GATSBY|EXPO_PUBLIC)_/;

type EnvOfBuild = Pick<Extract<StepData, { kind: 'build' }>, 'envOverlay' | 'namesEnv'>;

/** How images are built while the `.env` of the release is in no build context (docs/decisions/env-in-builds.md). */
export function envOfBuild({ facts, site, release, overlay }: Planning): EnvOfBuild {
  const { stack, reading } = facts.repository;
  const isBuilt = overlay.built.length > 0;
  return {
    envOverlay: isBuilt ? buildOverlay(stack, { root: site.root, release }) : '',
    namesEnv: reading?.namesEnv === true,
  };
}

/** A page that is built without its variables looks like one that is built with them. */
export function buildEnvWarnings(planning: Planning): readonly string[] {
  const { inputs, overlay, facts } = planning;
  // Compose on the host reports no arguments of builds.
  if (overlay.built.length === 0 || facts.repository.reading?.isTold === true) return [];
  const args = [
    ...buildsOf(planning).flatMap(({ build }) => Object.entries(build.args ?? {})),
    ...inputs.build.args.map(({ name, value }) => [name, value] as const),
  ];
  // An argument of another name may have the value.
  const keys = (inputs.env ?? [])
    .filter(({ key }) => OF_PAGES.test(key))
    .filter(({ key, value }) => !args.some(([name, given]) => name === key || given === value.reveal()))
    .map(({ key }) => key);
  if (keys.length === 0) return [];
  return [
    `${keys.join(', ')}: variables of env that are usually read while pages are built, and a build does not get the .env. ` +
      `Pass them as build arguments: ${howToPass(planning, keys[0] ?? '')}, with ARG ${keys[0] ?? ''} in the Dockerfile.`,
  ];
}

const INSTEAD =
  'Remove the line from the Dockerfile, and let the container have the variables with `env_file` in the compose file. A value that the build itself needs can be a build argument (`args: {NAME: ${NAME}}` below `build:`), or a build secret with `environment: NAME`.';

/** Of a `.env` that no build gets, a Dockerfile can copy nothing. */
export function envCopyRefusals(planning: Planning): readonly Failure[] {
  const { files, buildCopies = [], dotenv = '.env', trackedEnv, stack } = planning.facts.repository;
  const find = deployedAt(files, planning.overlay.placed);
  const isThere = (path: string): boolean => find(path) === 'file' || (path === dotenv && trackedEnv !== undefined);
  const isSecret = (path: string): boolean =>
    isEnvFile(path, stack.folder) || planning.inputs.files.some((file) => file.path === path);
  return buildCopies
    .filter(({ path }) => posix.basename(path) === '.env' && !isThere(path))
    .map(({ service, path }) => ({
      code: 'build-source-missing',
      what: `The Dockerfile of ${service} copies ${path}, which no build gets`,
      why: isSecret(path)
        ? 'Its secrets would be in a layer of the image, so it is in no build context.'
        : 'It is not among the deployed files, so docker compose on the host would stop the build.',
      hint: isSecret(path) ? INSTEAD : `${filesHint([path])}\nOr: ${INSTEAD}`,
    }));
}

function howToPass({ facts }: Planning, key: string): string {
  return facts.repository.stack.kind === 'dockerfile'
    ? `a line ${key}=value in build-args`
    : `${key}: \${${key}} below build: args: of the service`;
}
