import type { Planning } from '../context.js';

/**
 * Paths of files that a service mounts and that exist neither in the repository nor on the host: Docker would make a directory of each. What
 * only services of inactive profiles mount is not needed.
 */
export function missingMounts({ facts, overlay }: Pick<Planning, 'facts' | 'overlay'>): readonly string[] {
  const { services } = facts.repository.stack;
  const pathsOf = (isStarted: boolean): readonly string[] =>
    services.filter(({ hasProfile }) => hasProfile !== isStarted).flatMap(({ binds }) => binds.map(({ path }) => path));
  const started = pathsOf(true);
  const unused = pathsOf(false).filter((path) => !started.includes(path));
  return overlay.data
    .filter(({ kind, path }) => kind === 'file' && facts.host.data.places.get(path) === 'missing')
    .map(({ path }) => path)
    .filter((path) => !unused.includes(path));
}
