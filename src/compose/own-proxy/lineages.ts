import type { Front } from './front.js';
import type { Place } from './place.js';

/** A certificate of certbot's that a proxy's configuration names: `live/NAME/fullchain.pem`. */
export interface Lineage extends Place {
  readonly name: string;
}

/** Those below the folder in which the proxy sees what certbot keeps. A name with a variable that is not known is left out. Pure. */
export function lineagesOf({ tls }: Pick<Front, 'tls'>, folder: string | undefined): readonly Lineage[] {
  if (folder === undefined) return [];
  return tls.certificates.flatMap(({ path, file, line }) => {
    const [, name] = path.startsWith(`${folder}/`) ? (/\/live\/([^/$]+)\/[^/]+$/.exec(path) ?? []) : [];
    return name === undefined ? [] : [{ name, file, line }];
  });
}
