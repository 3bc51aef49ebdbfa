import { posix } from 'node:path';
import type { MountConfig, ServiceConfig } from './model/config.js';
import { textOf, type Mapping } from './model/value.js';

/** A mount of a service. */
export interface Mount {
  readonly kind: 'volume' | 'bind' | 'anonymous' | 'other';
  /** A named volume's key, or a bind's source as written. */
  readonly source: string;
  /** Path in the container without a final slash. */
  readonly target: string;
  readonly readOnly: boolean;
  /** Further settings of a bind mount: `propagation`, `selinux`. */
  readonly bind: Mapping;
}

/** A bind mount of something in the repository. */
export interface RepositoryBind {
  /** Relative to the repository's root, in its normal form; '' for the whole repository. */
  readonly path: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly bind: Mapping;
}

/** The mounts of a service, in compose's long form. */
export function readMounts(volumes: readonly MountConfig[] | undefined): readonly Mount[] {
  return (volumes ?? []).map(readMount);
}

/** Where in its container a service mounts anything: volumes, directories and tmpfs. Paths without a final slash. */
export function mountTargets({ volumes, tmpfs }: ServiceConfig = {}): readonly string[] {
  const mounted = readMounts(volumes).map(({ target }) => target);
  // One text, or a list of them: `/run:size=64m`.
  const inMemory = [tmpfs ?? []].flat().map((line) => textOf(line).split(':')[0] ?? '');
  return [...mounted, ...inMemory].map((target) => trimSlash(posix.normalize(target)));
}

/** Binds of what lies in the repository, `folder` being where the compose file lies. The last mount of a target is the one in effect. */
export function repositoryBinds(mounts: readonly Mount[], folder: string): readonly RepositoryBind[] {
  const effective = new Map(mounts.map((mount) => [mount.target, mount]));
  return [...effective.values()].flatMap(({ kind, source, target, readOnly, bind }) => {
    const path = kind === 'bind' ? repositoryPath(source, folder) : undefined;
    return path === undefined ? [] : [{ path, target, readOnly, bind }];
  });
}

/** A path as a compose file in `folder` writes it, relative to the repository's root; undefined: it lies outside. */
export function repositoryPath(source: string, folder: string): string | undefined {
  if (source === '' || /^[/~]/.test(source)) return undefined;
  const path = posix.join(folder, source).replace(/\/+$/, '');
  if (path === '..' || path.startsWith('../')) return undefined;
  return path === '.' ? '' : path;
}

/** Whether a relative source leads out of the repository. */
export function isOutside(source: string, folder: string): boolean {
  return source !== '' && !/^[/~]/.test(source) && repositoryPath(source, folder) === undefined;
}

function readMount({ type, source = '', target, read_only: readOnly, bind = {} }: MountConfig): Mount {
  // That the source is made is what happens anyway.
  const { create_host_path: isMade, ...options } = bind;
  const rest = {
    ...{ source, target: trimSlash(target), readOnly: readOnly === true },
    bind: isMade === undefined || isMade === true ? options : bind,
  };
  if (type === 'bind') return { kind: 'bind', ...rest };
  if (type !== 'volume') return { kind: 'other', ...rest };
  return { kind: source === '' ? 'anonymous' : 'volume', ...rest };
}

function trimSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, '') : path;
}
