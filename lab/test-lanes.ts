import { hostNames } from './hosts/definition.js';

/** The suites of the lab, by what they may run beside. */
export interface LabRuns {
  /** Each of them needs the whole lab. */
  readonly alone: readonly string[];
  /** Suites of one lane run one after the other; two lanes share no host. */
  readonly lanes: readonly (readonly string[])[];
}

/** The host that has a lane of its own, since most suites need a host with Docker and nothing else. */
const host = 'ready';

/**
 * Which suites run at the same time. Most of their time is spent waiting: for health checks, for drained connections, for
 * certificates. `suites`: the source of each by its path; the hosts that it uses are those that it names.
 */
export function labRuns(suites: ReadonlyMap<string, string>): LabRuns {
  const alone: string[] = [];
  const withHost: string[] = [];
  const withOthers: string[] = [];
  for (const [path, source] of suites) {
    const named = hostNames.filter((name) => source.includes(`'${name}'`));
    if (!named.includes(host)) withOthers.push(path);
    else if (named.length === 1) withHost.push(path);
    else alone.push(path);
  }
  return { alone, lanes: [withHost, withOthers].filter((lane) => lane.length > 0) };
}
