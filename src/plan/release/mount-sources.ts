import type { DataFacts } from '../../host/data-facts.js';
import type { HostFacts } from '../../host/facts.js';
import type { DataPlace } from './data.js';
import { literal } from './literal.js';
import { privatePath, type PlacedFile } from './placed-file.js';

/** Where a path of the repository is on the host if not in the release's directory, as a compose file writes it; undefined: there. */
export type SourceOf = (path: string) => string | undefined;

/** For mounts, secrets and configs: what outlives releases, and files of the input `files`. */
export function mountSources(root: string, data: readonly DataPlace[], placed: readonly PlacedFile[]): SourceOf {
  return (path) => {
    const file = privateFile(placed, path);
    if (file !== undefined) return literal(privatePath(root, file));
    return data.some((place) => place.path === path) ? literal(sharedPath(root, path)) : undefined;
  };
}

/** What somebody prepared on the host, at the paths that were inspected: less what the running release put there. */
export function preparedPlaces({ data, current }: Pick<HostFacts, 'data' | 'current'>): DataFacts['places'] {
  return new Map([...data.places].filter(([path]) => current?.inputFiles?.has(path) !== true));
}

/** For env files: files of the input `files`, and what somebody prepared on the host. `tracked` has the paths of the release. */
export function envFileSources(
  root: string,
  placed: readonly PlacedFile[],
  { places, tracked }: { readonly places: DataFacts['places']; readonly tracked: ReadonlySet<string> },
): SourceOf {
  return (path) => {
    const file = privateFile(placed, path);
    if (file !== undefined) return literal(privatePath(root, file));
    if (path.startsWith('/') || tracked.has(path) || placed.some((one) => one.path === path)) return undefined;
    const kind = places.get(path);
    if (kind === 'shared') return literal(sharedPath(root, path));
    return kind === 'by-hand' ? literal(`${root}/${path}`) : undefined;
  };
}

function privateFile(placed: readonly PlacedFile[], path: string): PlacedFile | undefined {
  return placed.find((file) => file.path === path && file.place === 'private');
}

function sharedPath(root: string, path: string): string {
  return path === '' ? `${root}/shared` : `${root}/shared/${path}`;
}
