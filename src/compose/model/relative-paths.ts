import { posix } from 'node:path';
import { Problem } from './invalid.js';
import { isList, isMapping, mapValues, ruleFinder, type Mapping, type Path } from './value.js';

type Resolve = (value: unknown, folder: string) => unknown;

const ruleAt = ruleFinder<Resolve>([
  ['services.*.build.context', context],
  ['services.*.build.additional_contexts.*', context],
  ['services.*.env_file.[].path', path],
  ['services.*.label_file.[]', path],
  ['services.*.extends.file', path],
  ['services.*.volumes.[]', mount],
  ['configs.*.file', path],
  ['secrets.*.file', path],
  ['volumes.*', device],
]);

/** A model whose relative paths start from where `folder` starts, instead of from `folder` (compose-go, paths/resolve.go). @throws Problem */
export function rebased(value: unknown, folder: string, at: Path = []): unknown {
  const rule = ruleAt(at);
  if (rule !== undefined) return rule(value, folder);
  if (isList(value)) return value.map((item) => rebased(item, folder, [...at, '[]']));
  return isMapping(value) ? mapValues(value, (item, key) => rebased(item, folder, [...at, key])) : value;
}

/** A path from `folder`, in its normal form; `~` is the home of whoever runs compose, so it stays. */
export function join(folder: string, file: string): string {
  if (file.startsWith('~') || posix.isAbsolute(file)) return file;
  return posix.join(folder, file).replace(/(.)\/$/, '$1');
}

function path(value: unknown, folder: string): unknown {
  return typeof value === 'string' && value !== '' ? join(folder, value) : value;
}

function context(value: unknown, folder: string): unknown {
  if (typeof value !== 'string' || isElsewhere(value)) return value;
  return path(value, folder);
}

/** Git repositories, archives, images, and the images of other services. */
export function isElsewhere(buildContext: string): boolean {
  return buildContext.includes('://') || /^(service:|github\.com\/|git@)/.test(buildContext);
}

function mount(value: unknown, folder: string): unknown {
  if (!isMapping(value) || value['type'] !== 'bind') return value;
  const { source } = value;
  if (typeof source !== 'string') throw new Problem('a bind mount has no source');
  return { ...value, source: unixPath(source, folder) };
}

function unixPath(value: string, folder: string): string {
  return /^([A-Za-z]:[\\/]|\\\\)/.test(value) ? value : join(folder, value);
}

/** A named volume that is a directory: `driver: local`, `driver_opts: {o: bind, device: ./data}`. */
function device(value: unknown, folder: string): unknown {
  if (!isMapping(value) || value['driver'] !== 'local' || !isMapping(value['driver_opts'])) return value;
  const options: Mapping = value['driver_opts'];
  if (options['o'] !== 'bind' || typeof options['device'] !== 'string') return value;
  return { ...value, driver_opts: { ...options, device: unixPath(options['device'], folder) } };
}
