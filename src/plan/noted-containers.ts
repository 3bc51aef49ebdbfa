import type { CurrentRelease } from '../host/facts.js';

/** A container as the host noted it when its release had come up. */
export interface NotedContainer {
  readonly service: string;
  /** Compose's digest of its configuration. */
  readonly config: string;
  /** Id of its image. */
  readonly image: string;
  /** `running`, `exited` …; undefined: it was not noted. */
  readonly state: string | undefined;
}

/** What ran when a release had come up; empty where that is not known. */
export function notedContainers(current: Pick<CurrentRelease, 'up'> | undefined): readonly NotedContainer[] {
  const up = current?.up ?? 'unknown';
  if (up === 'unknown' || up === 'unfinished') return [];
  return up.map((line) => {
    const [service = '', config = '', image = '', state] = line.split('|');
    return { service, config, image, state };
  });
}
