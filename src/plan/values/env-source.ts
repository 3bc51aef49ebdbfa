import type { BlankVariable } from '../../compose/blank-variable.js';
import type { Planning } from '../context.js';

/** Where the variables of the release come from; `none`: nobody gives any. */
export type EnvSource = 'inputs' | 'tracked' | 'host' | 'none';

export function envSource({ inputs, facts: { host, repository } }: Pick<Planning, 'inputs' | 'facts'>): EnvSource {
  if (inputs.env !== undefined) return 'inputs';
  if (repository.trackedEnv !== undefined) return 'tracked';
  return host.env === undefined ? 'none' : 'host';
}

/** Whether the `.env` on the host has a value for a variable, as far as that is known. An empty one is a value where it makes sense. */
export function isOnHost(
  planning: Pick<Planning, 'inputs' | 'facts'>,
  { name }: BlankVariable,
  canBeEmpty: boolean,
): boolean {
  const { env } = planning.facts.host;
  if (env === undefined || envSource(planning) !== 'host') return false;
  if (env.names === undefined) return true;
  return env.names.given.has(name) || (canBeEmpty && env.names.empty.has(name));
}
