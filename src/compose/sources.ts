import { repositoryPath } from './mounts.js';
import { allServices, type ComposeConfig } from './model/config.js';
import type { Stack } from './stack.js';

/** Named volumes that are a directory of the repository: `driver_opts: {type: none, o: bind, device: ./data}`. */
export function deviceVolumes({ volumes }: ComposeConfig): Stack['deviceVolumes'] {
  return Object.entries(volumes).flatMap(([key, { driver_opts: options = {} }]) => {
    const { o, device } = options;
    if (typeof o !== 'string' || !o.split(',').includes('bind') || typeof device !== 'string') return [];
    const path = repositoryPath(device, '');
    return path === undefined ? [] : [{ key, path, options }];
  });
}

/** Top-level secrets and configs with `file:` in the repository that a service, or a build, uses. */
export function contentFiles(config: ComposeConfig): Stack['contentFiles'] {
  return (['secrets', 'configs'] as const).flatMap((section) =>
    Object.entries(config[section]).flatMap(([key, { file }]) => {
      const path = file === undefined ? undefined : repositoryPath(file, '');
      return path === undefined || !used(config, section).has(key) ? [] : [{ section, key, path }];
    }),
  );
}

function used(config: ComposeConfig, section: 'secrets' | 'configs'): ReadonlySet<string> {
  const items = allServices(config).flatMap(([, { [section]: own = [], build }]) => [
    ...own,
    ...(section === 'secrets' ? (build?.secrets ?? []) : []),
  ]);
  return new Set(items.map(({ source }) => source));
}
