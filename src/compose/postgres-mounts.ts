import { officialImage } from './images/reference.js';
import type { ComposeConfig } from './model/config.js';
import { mappingOf } from './model/value.js';
import { readMounts } from './mounts.js';

/** A PostgreSQL that does not start with what it has mounted. */
export interface WrongMount {
  readonly service: string;
  readonly image: string;
  /** Whether the image's tag has a version; without one it is the newest, if the host does not have an older image. */
  readonly isSure: boolean;
}

const OLD_PLACE = '/var/lib/postgresql/data';
/** Keeps its database in /var/lib/postgresql/18/docker, and ends if something is mounted at the old place (docker-entrypoint.sh of 18). */
const FIRST_MOVED = 18;

/** Services with the official image of PostgreSQL 18 or later and a mount at the place that older versions used. Pure. */
export function wrongPostgresMounts({ services }: ComposeConfig): readonly WrongMount[] {
  return Object.entries(services).flatMap(([service, { image = '', build, volumes, environment }]) => {
    const found = build === undefined ? officialImage(image) : undefined;
    if (found?.name !== 'postgres') return [];
    const isOld = readMounts(volumes).some(({ target }) => target === OLD_PLACE);
    if (!isOld || mappingOf(environment)['PGDATA'] !== undefined) return [];
    const version = /^\d+/.exec(found.tag)?.[0];
    if (version !== undefined && Number(version) < FIRST_MOVED) return [];
    return [{ service, image, isSure: version !== undefined }];
  });
}
