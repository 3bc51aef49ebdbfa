import { dockerHosts } from './docker-host.js';
import { hostNames, type HostName } from './hosts/definition.js';

/** A suite of the lab, and the hosts that nobody else may use meanwhile. */
export interface Suite {
  readonly path: string;
  /** Those that it names. */
  readonly named: readonly HostName[];
  /** Whether it also needs one of the hosts that are alike. */
  readonly needsDockerHost: boolean;
}

/** A suite with hosts that are free. */
export interface Placed {
  readonly suite: Suite;
  readonly hosts: readonly HostName[];
  /** The one of the hosts that are alike; undefined: it needs none. */
  readonly dockerHost: HostName | undefined;
}

/** The suites that take longest, the longest first: one that begins last would end long after all others. */
const longest = ['story', 'story-v5', 'unhealthy', 'samples', 'amazon'];

/** What a suite needs, by its source: a host is used where it is named. */
export function suiteOf(path: string, source: string): Suite {
  const named = hostNames.filter((name) => source.includes(`'${name}'`));
  return { path, named, needsDockerHost: /\bdockerHost\b/.test(source) };
}

/** Nothing else runs in the lab beside it. */
export function needsWholeLab({ named }: Suite): boolean {
  return named.length === hostNames.length;
}

/** The suites in the order in which they are to begin, as far as hosts are free: first those that take longest. */
export function inOrder(suites: readonly Suite[]): readonly Suite[] {
  const rank = ({ path }: Suite): number => {
    const at = longest.findIndex((name) => path.endsWith(`/${name}.test.ts`));
    return at < 0 ? longest.length : at;
  };
  return [...suites].sort((one, other) => rank(one) - rank(other));
}

/** The first suite whose hosts are free, with them; undefined: all have to wait. */
export function nextSuite(waiting: readonly Suite[], taken: ReadonlySet<HostName>): Placed | undefined {
  for (const suite of waiting) {
    const { named, needsDockerHost } = suite;
    if (named.some((name) => taken.has(name))) continue;
    const dockerHost = needsDockerHost
      ? dockerHosts.find((name) => !taken.has(name) && !named.includes(name))
      : undefined;
    if (needsDockerHost && dockerHost === undefined) continue;
    return { suite, hosts: dockerHost === undefined ? named : [...named, dockerHost], dockerHost };
  }
  return undefined;
}
