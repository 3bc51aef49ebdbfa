import type { Observation } from './observation.js';

/** What the inspection found of the site's data, and of other compose projects (templates/host/program/observe). */
export interface DataFacts {
  /** Where each path that may outlive releases lies: not asked about where it is not in here. */
  readonly places: ReadonlyMap<string, 'shared' | 'by-hand' | 'missing'>;
  /** Paths that outlive releases as the running release has it. */
  readonly placesBefore: readonly string[];
  /** The release whose files were last written into the persistent directories. */
  readonly synced: string | undefined;
  /** Files in persistent directories that differ from the repository's, since a container changed them. */
  readonly differing: readonly string[];
  /** Files of the running release that are not as they were put there. */
  readonly damaged: readonly string[];
  /** Database files that services of the project have mounted, as a sentence's part: `app.sqlite3 in /srv/app/shared/data`. */
  readonly databases: readonly { readonly service: string; readonly what: string }[];
  /** Services with an anonymous volume. */
  readonly anonymous: readonly string[];
  /** Compose projects of the host, ours among them, a line for each directory that they run from. */
  readonly stacks: readonly StackFacts[];
  /** Volumes of compose projects; only looked for where there is no release. */
  readonly volumes: readonly { readonly project: string; readonly key: string; readonly name: string }[];
  /** What lies in the site's directory where releases do and was not made by this action. */
  readonly foreign: readonly string[];
  /** `legacy`: the running release was made before 0.2, whose containers wrote into the releases themselves. */
  readonly layout: 'legacy' | 'present' | undefined;
}

/** A compose project that has containers. */
export interface StackFacts {
  readonly project: string;
  /** Absolute path of the directory that compose was run in. */
  readonly folder: string;
  /** How it is known to be this repository's: by its git remote, or by the same compose file; `other`: it is not. */
  readonly likeness: 'remote' | 'file' | 'other';
  readonly services: readonly string[];
}

/** Of a host where nothing was looked for. */
export const NO_DATA: DataFacts = {
  ...{ places: new Map(), placesBefore: [], synced: undefined, differing: [], damaged: [], databases: [] },
  ...{ anonymous: [], stacks: [], volumes: [], foreign: [], layout: undefined },
};

export function dataFacts({ places, places_before: placesBefore, ...data }: Observation['data']): DataFacts {
  return { ...data, placesBefore, places: new Map(places.map(({ path, kind }) => [path, kind])) };
}
