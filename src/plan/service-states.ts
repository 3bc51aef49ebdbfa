import type { ContainerFacts } from '../host/facts.js';
import type { Planning } from './context.js';
import { expectedServices } from './expected-services.js';
import { notedContainers } from './noted-containers.js';

/** The services of a release whose containers do not run. */
export interface ServiceStates {
  /** Those that have to be brought up, as `worker (exited)`. */
  readonly missing: readonly string[];
  /** Those that a person stopped or paused, and that no visitor reaches: they are left alone. */
  readonly stopped: readonly StoppedService[];
}

export interface StoppedService {
  readonly name: string;
  readonly isPaused: boolean;
}

export function serviceStates(planning: Pick<Planning, 'facts' | 'site'>): ServiceStates {
  const { containers } = planning.facts.host;
  const lasting = lastingServices(planning);
  const reached = new Set([planning.facts.repository.stack.entry.service, planning.site.proxyService]);
  const spent = spentServices(planning);
  const without = expectedServices(planning).filter(
    (service) => !containers.some((found) => found.service === service && isWell(found, lasting)),
  );
  const stopped = without.flatMap((name): readonly StoppedService[] => {
    const found = containers.filter(({ service, isStopped }) => service === name && isStopped);
    return found.length === 0 || reached.has(name)
      ? []
      : [{ name, isPaused: found.some(({ state }) => state === 'paused') }];
  });
  return {
    missing: without
      .filter((service) => !stopped.some(({ name }) => name === service) && !spent.has(service))
      .map((name) => describe(name, containers)),
    stopped,
  };
}

/**
 * One that ended without an error has done its work, unless it is there to answer: then somebody stopped it. One whose
 * health is still being found out, as after a reboot, gets its time: starting it again would only begin that time anew,
 * and the check from outside tells whether the site answers.
 */
function isWell({ service, state, health, exitCode }: ContainerFacts, lasting: ReadonlySet<string>): boolean {
  if (state === 'running') return health !== 'unhealthy';
  return state === 'exited' && exitCode === 0 && !lasting.has(service);
}

function lastingServices({ facts, site }: Pick<Planning, 'facts' | 'site'>): ReadonlySet<string> {
  const { services, entry } = facts.repository.stack;
  const kept = services.filter(({ keepsRunning }) => keepsRunning).map(({ name }) => name);
  return new Set([entry.service, site.proxyService, ...kept]);
}

/** One-shots that did their work for this release and whose containers were pruned since. */
function spentServices({ facts: { host, repository } }: Pick<Planning, 'facts'>): ReadonlySet<string> {
  const noted = notedContainers(host.current);
  const left = new Set(host.containers.map(({ service }) => service));
  const awaited = new Set(repository.stack.services.flatMap(({ completedBefore }) => completedBefore));
  const done = noted.filter(({ service, state }) => state === 'exited' || awaited.has(service));
  return new Set(done.map(({ service }) => service).filter((service) => !left.has(service)));
}

function describe(name: string, containers: readonly ContainerFacts[]): string {
  const found = containers.find(({ service }) => service === name);
  if (found === undefined) return `${name} (no container)`;
  // The health of a container that has ended is that of its last moment.
  return `${name} (${found.state === 'running' ? (found.health ?? found.state) : found.state})`;
}
