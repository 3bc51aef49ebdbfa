import { posix } from 'node:path';
import { isMapping } from './yaml-file.js';

/** A mount of a service. */
export interface Mount {
  readonly kind: 'volume' | 'bind' | 'anonymous' | 'other';
  /** A named volume's key, or a bind's source as written. */
  readonly source: string;
  /** Path in the container without a final slash. */
  readonly target: string;
}

/** Reads `volumes:` of a service, whose texts are interpolated already. */
export function readMounts(volumes: unknown): readonly Mount[] {
  if (!Array.isArray(volumes)) return [];
  return volumes.flatMap((volume: unknown) => {
    if (typeof volume === 'string') return [readShort(volume)];
    return isMapping(volume) ? [readLong(volume)] : [];
  });
}

/** Binds of files in the repository, relative to its root, `folder` being where the compose file lies. */
export function repositoryBinds(mounts: readonly Mount[], folder: string): readonly string[] {
  return mounts
    .filter(({ kind, source }) => kind === 'bind' && !/^[/~]/.test(source))
    .map(({ source }) => posix.join(folder, source).replace(/(.)\/$/, '$1'))
    .filter((path) => path !== '..' && !path.startsWith('../'));
}

function readShort(text: string): Mount {
  const [first = '', second] = text.split(':');
  if (second === undefined) return { kind: 'anonymous', source: '', target: trimSlash(first) };
  const kind = /^[./~]/.test(first) ? 'bind' : 'volume';
  return { kind, source: first, target: trimSlash(second) };
}

function readLong(volume: Readonly<Record<string, unknown>>): Mount {
  const source = textOf(volume['source'] ?? volume['src']);
  const target = trimSlash(textOf(volume['target'] ?? volume['dst'] ?? volume['destination']));
  const type = volume['type'];
  if (type === 'bind') return { kind: 'bind', source, target };
  if (type !== 'volume' && type !== undefined) return { kind: 'other', source, target };
  return { kind: source === '' ? 'anonymous' : 'volume', source, target };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function trimSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, '') : path;
}
