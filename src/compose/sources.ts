import { repositoryPath } from './mounts.js';
import type { Project } from './project.js';
import type { Stack } from './stack.js';
import { isMapping } from './yaml-file.js';

/** Named volumes that are a directory of the repository: `driver_opts: {type: none, o: bind, device: ./data}`. */
export function deviceVolumes({ volumes }: Project, folder: string): Stack['deviceVolumes'] {
  return Object.entries(volumes).flatMap(([key, volume]) => {
    const options = isMapping(volume) && isMapping(volume['driver_opts']) ? volume['driver_opts'] : {};
    const { o, device } = options;
    if (typeof o !== 'string' || !o.split(',').includes('bind') || typeof device !== 'string') return [];
    const path = repositoryPath(device, folder);
    return path === undefined ? [] : [{ key, path, options }];
  });
}

/** Top-level secrets and configs with `file:` in the repository. */
export function contentFiles(project: Project, folder: string): Stack['contentFiles'] {
  return (['secrets', 'configs'] as const).flatMap((section) =>
    Object.entries(project[section]).flatMap(([key, entry]) => {
      const file = isMapping(entry) ? entry['file'] : undefined;
      const path = typeof file === 'string' ? repositoryPath(file, folder) : undefined;
      return path === undefined ? [] : [{ section, key, path }];
    }),
  );
}
