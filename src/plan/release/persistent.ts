import type { Service, Stack } from '../../compose/stack.js';
import { literal } from './literal.js';
import type { SourceOf } from './mount-sources.js';

export { literal };

/**
 * The mounts of a service that lead out of the release's directory. Compose replaces a mount by a later file's of the same target, so
 * nothing stands in that directory for them: a build context holds the repository's files and nothing else.
 */
export function persistentMounts(service: Service | undefined, sourceOf: SourceOf): object {
  const volumes = (service?.binds ?? []).flatMap(({ path, target, readOnly, bind }) => {
    const source = sourceOf(path);
    if (source === undefined) return [];
    const mount = { type: 'bind', source, target: literal(target) };
    return [
      { ...mount, ...(readOnly ? { read_only: true } : {}), ...(Object.keys(bind).length === 0 ? {} : { bind }) },
    ];
  });
  return volumes.length === 0 ? {} : { volumes };
}

/** Top-level sections of which something lies elsewhere than in the release's directory. */
export function persistentSections(
  { deviceVolumes, contentFiles }: Pick<Stack, 'deviceVolumes' | 'contentFiles'>,
  sourceOf: SourceOf,
): object {
  const section = (name: 'secrets' | 'configs'): readonly (readonly [string, object])[] =>
    contentFiles.flatMap(({ section: of, key, path }) => {
      const file = of === name ? sourceOf(path) : undefined;
      return file === undefined ? [] : [[key, { file }]];
    });
  const volumes = deviceVolumes.map(
    ({ key, path, options }) => [key, { driver_opts: { ...options, device: sourceOf(path) } }] as const,
  );
  const all = { volumes, secrets: section('secrets'), configs: section('configs') };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, entries]) =>
      entries.length === 0 ? [] : [[name, Object.fromEntries(entries)]],
    ),
  );
}
