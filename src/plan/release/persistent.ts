import type { Service, Stack } from '../../compose/stack.js';
import type { DataPlace } from './data.js';

/**
 * The mounts of a service that lead to persistent directories. Compose replaces a mount by a later file's of the same target, so
 * nothing stands in the release's folder for them: a build context holds the repository's files and nothing else.
 */
export function persistentMounts(service: Service | undefined, data: readonly DataPlace[], root: string): object {
  const volumes = (service?.binds ?? []).flatMap(({ path, target, readOnly, bind }) => {
    if (!data.some((place) => place.path === path)) return [];
    const mount = { type: 'bind', source: sharedPath(root, path), target: literal(target) };
    return [
      { ...mount, ...(readOnly ? { read_only: true } : {}), ...(Object.keys(bind).length === 0 ? {} : { bind }) },
    ];
  });
  return volumes.length === 0 ? {} : { volumes };
}

/** Top-level sections of which something lies in persistent directories. */
export function persistentSections(
  { deviceVolumes, contentFiles }: Pick<Stack, 'deviceVolumes' | 'contentFiles'>,
  data: readonly DataPlace[],
  root: string,
): object {
  const isData = ({ path }: { readonly path: string }): boolean => data.some((place) => place.path === path);
  const section = (name: 'secrets' | 'configs'): readonly (readonly [string, object])[] =>
    contentFiles
      .filter((file) => file.section === name && isData(file))
      .map(({ key, path }) => [key, { file: sharedPath(root, path) }]);
  const volumes = deviceVolumes.map(
    ({ key, path, options }) => [key, { driver_opts: { ...options, device: sharedPath(root, path) } }] as const,
  );
  const all = { volumes, secrets: section('secrets'), configs: section('configs') };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, entries]) =>
      entries.length === 0 ? [] : [[name, Object.fromEntries(entries)]],
    ),
  );
}

function sharedPath(root: string, path: string): string {
  return literal(path === '' ? `${root}/shared` : `${root}/shared/${path}`);
}

/** Compose puts variables in the place of `$NAME` in our file too. */
export function literal(text: string): string {
  return text.replaceAll('$', '$$$$');
}
