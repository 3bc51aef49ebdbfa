import { isNeeded, type BlankVariable, type RequiredEnvFile } from '../../compose/blank-variable.js';
import type { Planning } from '../context.js';
import { isEnvFile } from '../release/data.js';
import { preparedPlaces } from '../release/mount-sources.js';
import { envSource, isOnHost } from './env-source.js';

/** What the project needs and nobody gives. */
export interface MissingValues {
  /** Env files without which compose does not start a service. */
  readonly files: readonly RequiredEnvFile[];
  /** Variables without which the project is not valid, or another one than was meant. */
  readonly needed: readonly BlankVariable[];
  /** Variables that compose replaces by an empty text. */
  readonly blank: readonly BlankVariable[];
  /** Variables that containers do not get. */
  readonly passedOn: readonly BlankVariable[];
}

type Known = Pick<Planning, 'inputs' | 'facts'>;

/** From the inputs, the repository's files, and what the host was found to have. Pure. */
export function missingValues(planning: Known): MissingValues {
  const variables = (planning.facts.repository.needs?.variables ?? []).flatMap((one) => relevant(planning, one));
  const { host } = planning.facts;
  // A database that was made has its password.
  const isFirst = host.current === undefined && host.project.from === 'new';
  const isWanted = (one: BlankVariable): boolean => isNeeded(one) || (isFirst && one.begins.length > 0);
  const missing = variables.filter((one) => !isOnHost(planning, one, !isWanted(one)));
  return {
    files: missingFiles(planning),
    needed: missing.filter(isWanted),
    blank: missing.filter((one) => !isWanted(one) && !one.isEmpty && !one.isPassedOn),
    passedOn: missing.filter((one) => !isWanted(one) && !one.isEmpty && one.isPassedOn),
  };
}

/** The ports that the site's service publishes are taken from it, so what they are does not matter. */
function relevant({ inputs, facts }: Known, variable: BlankVariable): readonly BlankVariable[] {
  const { stack, reading } = facts.repository;
  if (stack.kind !== 'app' || inputs.keepPublishedPorts || reading?.facts === undefined) return [variable];
  const ports = `services.${stack.entry.service}.ports`;
  const matters = (place: string): boolean => !place.startsWith(`${ports}[]`);
  const places = variable.places.filter(matters);
  if (places.length === 0 && variable.message === undefined) return [];
  return [{ ...variable, places, breaks: variable.breaks.filter(matters) }];
}

function missingFiles(planning: Known): readonly RequiredEnvFile[] {
  const { inputs, facts } = planning;
  const { stack, files } = facts.repository;
  const places = preparedPlaces(facts.host);
  const known = new Set([...files, ...inputs.files].map(({ path }) => path));
  const hasEnv = envSource(planning) !== 'none';
  return envFilesOf(planning).filter(({ path }) => {
    // Its variable has no value, and is named as missing.
    if (path === '') return false;
    // What `~` is for compose is known on the host alone.
    if (path.startsWith('~') || known.has(path)) return false;
    if (path.startsWith('/')) return places.get(path) === 'missing';
    if (isEnvFile(path, stack.folder)) return !hasEnv;
    return (places.get(path) ?? 'missing') === 'missing';
  });
}

/** Of services that are started. */
function envFilesOf({ facts: { repository } }: Known): readonly RequiredEnvFile[] {
  const { stack, reading, needs } = repository;
  if (reading !== undefined && reading.facts === undefined) return needs?.envFiles ?? [];
  const users = new Map<string, readonly string[]>();
  for (const { name, envFiles } of stack.services.filter(({ hasProfile }) => !hasProfile))
    for (const path of envFiles) users.set(path, [...(users.get(path) ?? []), name]);
  return [...users].map(([path, services]) => ({ path, services }));
}
