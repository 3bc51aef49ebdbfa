import type { Candidate } from './candidate.js';
import { httpPorts } from './http-ports.js';
import { startlessBase } from './startless.js';
import { isIdleCommand } from './workers.js';

/** Why nothing listens in a container that runs, as the end of a sentence about the service; undefined: a server may. */
export function idleBecause(service: Pick<Candidate, 'image' | 'command'>): string | undefined {
  if (isIdleCommand(service.command)) return 'whose command only keeps its container running';
  const base = startlessBase(service);
  return base === undefined ? undefined : `which has no command, and ${base} starts only an interpreter or a shell`;
}

/**
 * Why a web server has nothing to show: nothing listens in what it passes requests to; or where that is not known, in a service that publishes
 * a port. undefined: it may have.
 */
export function nothingBehind(front: Candidate, candidates: readonly Candidate[]): string | undefined {
  const { name, isWebServer, isConfigured, showsFiles, passesTo } = front;
  if (!isWebServer || showsFiles) return undefined;
  const behind = candidates.filter((one) => passesTo.includes(one.name));
  const [first] = behind;
  const [because, ...others] = behind.map(idleBecause);
  if (first !== undefined)
    return because === undefined || others.includes(undefined)
      ? undefined
      : `${name} passes requests to ${first.name}, ${because}`;
  const idle = candidates.find((one) => httpPorts(one).length > 0 && idleBecause(one) !== undefined);
  if (isConfigured || idle === undefined) return undefined;
  return `the configuration of ${name} is not in the repository, and nothing listens in ${idle.name}, ${idleBecause(idle) ?? ''}`;
}
