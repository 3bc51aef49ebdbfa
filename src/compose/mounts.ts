import { posix } from 'node:path';
import { isMapping, type Mapping } from './yaml-file.js';

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

/** Reads `volumes:` of a service, whose texts are interpolated already. */
export function readMounts(volumes: unknown): readonly Mount[] {
  if (!Array.isArray(volumes)) return [];
  return volumes.flatMap((volume: unknown) => {
    if (typeof volume === 'string') return [readShort(volume)];
    return isMapping(volume) ? [readLong(volume)] : [];
  });
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

function readShort(text: string): Mount {
  const [first = '', second, options = ''] = text.split(':');
  if (second === undefined) {
    return { kind: 'anonymous', source: '', target: trimSlash(first), readOnly: false, bind: {} };
  }
  const kind = /^[./~]/.test(first) ? 'bind' : 'volume';
  const words = options.split(',');
  const propagation = words.find((word) => /^r?(shared|slave|private)$/.test(word));
  const selinux = words.find((word) => word === 'z' || word === 'Z');
  return {
    kind,
    source: first,
    target: trimSlash(second),
    readOnly: words.includes('ro'),
    bind: { ...(propagation === undefined ? {} : { propagation }), ...(selinux === undefined ? {} : { selinux }) },
  };
}

function readLong(volume: Mapping): Mount {
  const source = textOf(volume['source'] ?? volume['src']);
  const target = trimSlash(textOf(volume['target'] ?? volume['dst'] ?? volume['destination']));
  const type = volume['type'];
  const readOnly = volume['read_only'] === true || volume['readonly'] === true;
  const rest = { source, target, readOnly, bind: isMapping(volume['bind']) ? volume['bind'] : {} };
  if (type === 'bind') return { kind: 'bind', ...rest };
  if (type !== 'volume' && type !== undefined) return { kind: 'other', ...rest };
  return { kind: source === '' ? 'anonymous' : 'volume', ...rest };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function trimSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, '') : path;
}
