import type { ContainerFacts } from '../../host/facts.js';
import type { Planning } from '../context.js';
import { expectedServices } from '../expected-services.js';
import { oneShots } from '../../compose/one-shots.js';
import { changeoverText } from '../../compose/update-order.js';
import type { Decision } from '../step.js';

export function decideUp(planning: Planning): Decision {
  const { needsRelease, release, difference, facts, stopFirst } = planning;
  const { stack } = facts.repository;
  const title = `Switch to release ${release}: restart changed services and wait until healthy`;
  const up = { kind: 'up', oneShots: oneShots(stack, stack.entry.service), title } as const;
  if (needsRelease) {
    const because = difference.isFirst ? 'nothing is running yet' : `new release: ${changeoverText(stack, stopFirst)}`;
    return { step: { ...up, because } };
  }
  const shown = releaseShownInstead(planning);
  if (shown !== undefined) {
    return {
      step: { ...up, because: `an earlier switch was interrupted: requests are still served by release ${shown}` },
    };
  }
  const broken = brokenOff(planning);
  if (broken !== undefined) return { step: { ...up, because: broken } };
  const lasting = lastingServices(planning);
  const missing = expectedServices(planning).filter(
    (service) => !facts.host.containers.some((found) => found.service === service && isWell(found, lasting)),
  );
  if (missing.length === 0) return { unchanged: 'All containers of the release are healthy' };
  return {
    step: {
      ...up,
      because: `not healthy: ${missing.map((name) => describe(name, facts.host.containers)).join(', ')}`,
    },
  };
}

/** What the last switch did not come to, or somebody did since: containers of another release, workers and schedulers too. */
function brokenOff(planning: Planning): string | undefined {
  const { host, repository } = planning.facts;
  const up = host.current?.up ?? 'unknown';
  if (up === 'unknown') return undefined;
  if (up === 'unfinished') return 'the switch to it did not complete';
  const noted = new Set(up.map((line) => line.split('|')[0]));
  const expected = expectedServices(planning);
  const isLeftAlone = (service: string): boolean =>
    repository.stack.services.some(({ name }) => name === service) && !expected.includes(service);
  const other = host.containers
    .filter(({ service }) => noted.has(service) && !isLeftAlone(service))
    .filter(({ service, config, image }) => !up.includes(`${service}|${config}|${image}`))
    .map(({ service }) => service);
  if (other.length === 0) return undefined;
  return `not created from this release: ${[...new Set(other)].join(', ')}`;
}

/** The release that our proxy serves although it is not `current`: the host went down before the switch had completed. */
function releaseShownInstead({ facts, site }: Planning): string | undefined {
  const { current, proxyRelease } = facts.host;
  if (site.hasOwnProxy || current === undefined || proxyRelease === current.name) return undefined;
  return proxyRelease;
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

function lastingServices({ facts, site }: Planning): ReadonlySet<string> {
  const { services, entry } = facts.repository.stack;
  const kept = services.filter(({ keepsRunning }) => keepsRunning).map(({ name }) => name);
  return new Set([entry.service, site.proxyService, ...kept]);
}

function describe(name: string, containers: readonly ContainerFacts[]): string {
  const found = containers.find(({ service }) => service === name);
  if (found === undefined) return `${name} (no container)`;
  // The health of a container that has ended is that of its last moment.
  return `${name} (${found.state === 'running' ? (found.health ?? found.state) : found.state})`;
}
