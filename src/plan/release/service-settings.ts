import type { Stack } from '../../compose/stack.js';
import type { BuildInput } from '../../inputs/inputs.js';
import { literal } from './persistent.js';
import { removedList } from './yaml-tags.js';

/** How the image of a repository without a compose file is built, laid over the bundled compose file. */
export function buildSettings({ dockerfile, target, args }: BuildInput): object {
  const build = {
    ...(dockerfile === undefined ? {} : { dockerfile: literal(dockerfile) }),
    ...(target === undefined ? {} : { target }),
    ...(args.length === 0 ? {} : { args: Object.fromEntries(args.map(({ name, value }) => [name, literal(value)])) }),
  };
  return Object.keys(build).length === 0 ? {} : { build };
}

/**
 * A service that a profile starts is started without one: whatever runs compose on the host, a renewal or somebody by hand, then sees
 * the same services, without being told the profiles.
 */
export function startedAlways({ config }: Stack, name: string): object {
  const profiles = config.services[name]?.profiles ?? [];
  if (profiles.length === 0) return {};
  return { profiles: removedList() };
}
