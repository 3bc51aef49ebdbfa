import type { Stack } from '../compose/stack.js';
import type { Inputs } from '../inputs/inputs.js';

/**
 * The compose project's name of a site that is new on its host: the one that is asked for, else the compose file's `name:`, else one
 * made of the whole path, so that `~/prod/app` and `~/staging/app` are two. A site that is there keeps the name that it has.
 */
export function projectName(
  inputs: Pick<Inputs, 'projectName' | 'path' | 'user' | 'env' | 'runtime'>,
  stack: Pick<Stack, 'name'>,
): string {
  // Its users and units are the host's: the check of their names finds another site of the same one.
  if (inputs.runtime === 'native') return projectNameBefore(inputs.path);
  const fromEnv = inputs.env?.find(({ key }) => key === 'COMPOSE_PROJECT_NAME')?.value.reveal();
  const named = [inputs.projectName, fromEnv, stack.name].find((name) => name !== undefined && name !== '');
  const homes = ['~/', '~', `/home/${inputs.user}/`, '/root/'];
  const home = homes.find((place) => inputs.path.startsWith(place)) ?? '';
  const parts = inputs.path.slice(home.length).split('/').filter(Boolean);
  return composeName(named ?? parts.map((part) => composeName(part)).join('-'));
}

/** The name that sites made before 0.2 have: of the last part of the path alone. */
export function projectNameBefore(path: string): string {
  return composeName(path.split('/').filter(Boolean).at(-1) ?? '');
}

/** What compose takes as a project's name (`loader.NormalizeProjectName` of compose-go). */
function composeName(text: string): string {
  const name = text.toLowerCase().replace(/[^a-z0-9_-]/g, '');
  return name.replace(/^[^a-z0-9]+/, '') || 'site';
}
