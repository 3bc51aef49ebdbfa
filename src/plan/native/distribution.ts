import type { HostFacts } from '../../host/facts.js';
import { dialectVersions, hostDialect, type HostNginx, type ProxyDialect } from '../../proxy/dialect.js';

/** What a distribution installs, where the host does not have it yet. */
export interface Distribution {
  /** Of `python3`. */
  readonly python: string;
  /** What a site gets in place of `python3`; undefined: `python3`. */
  readonly newerPython?: string;
  readonly nginx: string;
}

/** Package pages of Debian and Ubuntu, and the user guide of Amazon Linux 2023, whose nginx is newer by now: the oldest counts. */
const KNOWN: Readonly<Record<string, Distribution>> = {
  'debian 12': { python: '3.11', nginx: '1.22.1' },
  'debian 13': { python: '3.13', nginx: '1.26.3' },
  'ubuntu 22.04': { python: '3.10', nginx: '1.18.0' },
  'ubuntu 24.04': { python: '3.12', nginx: '1.24.0' },
  'ubuntu 26.04': { python: '3.14', nginx: '1.28.0' },
  // Its `python3` stays 3.9, which ended in 2025 and runs no Django that is still supported; newer ones are packages of their own.
  'amzn 2023': { python: '3.9', newerPython: '3.13', nginx: '1.24.0' },
};

/** undefined: it is not known. */
export function distribution({ id, versionId }: HostFacts['os']): Distribution | undefined {
  return KNOWN[`${id} ${id === 'amzn' ? (versionId.split('.')[0] ?? '') : versionId}`];
}

/** The nginx of a host, or the one that it gets. One that nobody knows is taken for the oldest, whose configuration all of them read. */
export function hostNginx(host: Pick<HostFacts, 'native' | 'os'>): HostNginx {
  const version = host.native?.nginx ?? distribution(host.os)?.nginx ?? '1.18.0';
  return { version, hasIpv6: host.native?.hasIpv6 ?? false };
}

/** All that a host may need which gets its nginx in this run: a package is updated without its distribution. Empty if nginx is there. */
export function dialectsToCome(
  site: { readonly project: string; readonly root: string },
  host: Pick<HostFacts, 'native'>,
): ReadonlyMap<string, ProxyDialect> {
  if (host.native?.nginx !== undefined) return new Map();
  return new Map(
    dialectVersions.map((version) => [version, hostDialect(site, { version, hasIpv6: host.native?.hasIpv6 ?? false })]),
  );
}
