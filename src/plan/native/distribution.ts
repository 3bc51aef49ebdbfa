import type { HostFacts } from '../../host/facts.js';

/** What a distribution installs, where the host does not have it yet. */
export interface Distribution {
  /** Of `python3`. */
  readonly python: string;
  readonly nginx: string;
}

/** Package pages of Debian and Ubuntu, and the user guide of Amazon Linux 2023, whose nginx is newer by now: the oldest counts. */
const KNOWN: Readonly<Record<string, Distribution>> = {
  'debian 12': { python: '3.11', nginx: '1.22.1' },
  'debian 13': { python: '3.13', nginx: '1.26.3' },
  'ubuntu 22.04': { python: '3.10', nginx: '1.18.0' },
  'ubuntu 24.04': { python: '3.12', nginx: '1.24.0' },
  'ubuntu 26.04': { python: '3.14', nginx: '1.28.0' },
  'amzn 2023': { python: '3.9', nginx: '1.24.0' },
};

/** undefined: it is not known. */
export function distribution({ id, versionId }: HostFacts['os']): Distribution | undefined {
  return KNOWN[`${id} ${id === 'amzn' ? (versionId.split('.')[0] ?? '') : versionId}`];
}

/** The nginx of a host, or the one that it gets. One that nobody knows is taken for the oldest, whose configuration all of them read. */
export function nginxVersion(host: Pick<HostFacts, 'native' | 'os'>): string {
  return host.native?.nginx ?? distribution(host.os)?.nginx ?? '1.18.0';
}
