import { posix } from 'node:path';
import { dockerfileOf } from './entry/candidates.js';
import type { ServiceConfig } from './model/config.js';
import { isFile, type RepositoryFiles } from './model/files.js';

/** The text of a script that a container starts, as the repository has it, by a mount or a COPY line; undefined: it comes from elsewhere. */
export function scriptText(script: string, service: ServiceConfig, files: RepositoryFiles): string | undefined {
  const name = posix.basename(script);
  const mounts = (service.volumes ?? []).flatMap(({ source, target }) =>
    source === undefined ? [] : [{ source, target }],
  );
  const copies = (dockerfileOf(files, service)?.copies ?? []).map(({ from, to }) => ({
    source: posix.join(service.build?.context ?? '', from),
    target: to,
  }));
  const paths = [...mounts, ...copies].flatMap(({ source, target }) => {
    const isScript = posix.basename(source) === name || posix.basename(target) === name;
    const below = script.startsWith(`${target}/`) ? [posix.join(source, script.slice(target.length))] : [];
    return isScript ? [source] : [...below, posix.join(source, name)];
  });
  const path = paths.map((one) => posix.normalize(one)).find((one) => isFile(files, one) && one.endsWith(name));
  return path === undefined ? undefined : files.read(path);
}
