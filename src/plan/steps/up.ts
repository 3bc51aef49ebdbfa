import type { Planning } from '../context.js';
import { expectedServices } from '../expected-services.js';
import { notedContainers } from '../noted-containers.js';
import { oneShots } from '../../compose/one-shots.js';
import { changeoverText } from '../../compose/update-order.js';
import { serviceStates, type StoppedService } from '../service-states.js';
import type { Decision } from '../step.js';

export function decideUp(planning: Planning): Decision {
  const { release, facts, site } = planning;
  const { stack } = facts.repository;
  const { missing, stopped } = serviceStates(planning);
  const because = reasonOf(planning, missing);
  if (because === undefined) {
    const healthy = 'All containers of the release are healthy';
    return { unchanged: stopped.length === 0 ? healthy : `${healthy}; ${leftAlone(stopped, site.project)}` };
  }
  const names = stopped.map(({ name }) => name).join(', ');
  const started = names === '' ? '' : `; starts again what was stopped on the host: ${names}`;
  return {
    step: {
      kind: 'up',
      oneShots: oneShots(stack, stack.entry.service),
      title: `Switch to release ${release}: restart changed services and wait until healthy`,
      because: `${because}${started}`,
    },
  };
}

/** undefined: nothing has to be brought up. */
function reasonOf(planning: Planning, missing: readonly string[]): string | undefined {
  const { needsRelease, difference, facts, stopFirst } = planning;
  if (needsRelease) {
    return difference.isFirst
      ? 'nothing is running yet'
      : `new release: ${changeoverText(facts.repository.stack, stopFirst)}`;
  }
  const shown = releaseShownInstead(planning);
  if (shown !== undefined) return `an earlier switch was interrupted: requests are still served by release ${shown}`;
  return brokenOff(planning) ?? (missing.length === 0 ? undefined : `not healthy: ${missing.join(', ')}`);
}

/** As with docker compose: what a person stopped is started by the next `up`, and by nothing before that. */
function leftAlone(stopped: readonly StoppedService[], project: string): string {
  const names = stopped.map(({ name }) => name);
  const were = names.length === 1 ? 'was stopped on the host and stays' : 'were stopped on the host and stay';
  const commands = (['start', 'unpause'] as const).flatMap((command) => {
    const which = stopped.filter(({ isPaused }) => isPaused === (command === 'unpause')).map(({ name }) => name);
    return which.length === 0 ? [] : [`docker compose -p ${project} ${command} ${which.join(' ')}`];
  });
  return `${names.join(', ')} ${were} stopped until the next release. To start now: ${commands.join(' and ')}`;
}

/** What the last switch did not come to, or somebody did since: containers of another release, workers and schedulers too. */
function brokenOff(planning: Planning): string | undefined {
  const { host, repository } = planning.facts;
  if (host.current?.up === 'unfinished') return 'the switch to it did not complete';
  const noted = notedContainers(host.current);
  const expected = expectedServices(planning);
  const isLeftAlone = (service: string): boolean =>
    repository.stack.services.some(({ name }) => name === service) && !expected.includes(service);
  const other = host.containers
    .filter(({ service }) => noted.some((one) => one.service === service) && !isLeftAlone(service))
    .filter(
      ({ service, config, image }) =>
        !noted.some((one) => one.service === service && one.config === config && one.image === image),
    )
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
