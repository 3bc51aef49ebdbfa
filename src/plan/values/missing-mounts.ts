import type { Planning } from '../context.js';

/** Paths of files that a service mounts and that exist neither in the repository nor on the host: Docker would make a directory of each. */
export function missingMounts({ facts, overlay }: Pick<Planning, 'facts' | 'overlay'>): readonly string[] {
  return overlay.data
    .filter(({ kind, path }) => kind === 'file' && facts.host.data.places.get(path) === 'missing')
    .map(({ path }) => path);
}
