import type { Front } from './front.js';
import type { Place } from './place.js';

/** A certificate of certbot's that a proxy's configuration names: `live/NAME/fullchain.pem`. */
export interface Lineage extends Place {
  readonly name: string;
}

export interface LiveCertificates {
  /** Those whose names are known. */
  readonly lineages: readonly Lineage[];
  /** Whether there is any, also one whose name is a variable of which only the host knows the value. */
  readonly hasAny: boolean;
}

/** The certificates below the folder in which the proxy sees what certbot keeps. Pure. */
export function liveCertificates({ tls }: Pick<Front, 'tls'>, folder: string | undefined): LiveCertificates {
  const found = tls.certificates.flatMap(({ path, file, line }) => {
    const isBelow = folder !== undefined && path.startsWith(`${folder}/`);
    const [, name] = isBelow ? (/\/live\/([^/]+)\/[^/]+$/.exec(path) ?? []) : [];
    return name === undefined ? [] : [{ name, file, line }];
  });
  return { lineages: found.filter(({ name }) => !name.includes('$')), hasAny: found.length > 0 };
}
