import type { AppInput, AppProtocol } from '../../inputs/inputs.js';
import { DeployError } from '../../errors/deploy-error.js';
import { behindOwnProxy } from './behind.js';
import type { Candidate } from './candidate.js';
import { chosen, type Chosen } from './choice.js';
import { chooseEntry } from './choose.js';
import type { Elsewhere } from './elsewhere.js';
import { kindOf } from './kind.js';
import { entryPort } from './port.js';
import { entryUnclear } from './unclear.js';
import type { OwnProxy } from '../stack.js';

/** The service that visitors reach first, behind the reverse proxy. */
export interface Entry {
  readonly service: string;
  /** Ports of its container in the order of likelihood; empty: the running container tells. */
  readonly ports: readonly number[];
  /** It has no other than these: `app-port`, or published ones. */
  readonly hasSurePorts: boolean;
  /** undefined: the running container tells. */
  readonly protocol: AppProtocol | undefined;
  /** How it was found, as sentences without a full stop. */
  readonly because: string;
}

export interface EntryOptions {
  /** The stack's own reverse proxy: then the entry is the app behind it. */
  readonly ownProxy: Pick<OwnProxy, 'proxy' | 'certbot'> | undefined;
  /** The compose files, for messages. */
  readonly where: string;
  /** Found out where the entry is not clear. */
  readonly elsewhere: () => Elsewhere;
}

/**
 * The entry of a project: what the inputs say, else what the files show.
 * @throws DeployError compose-service-missing, entry-unclear
 */
export function findEntry(
  candidates: readonly Candidate[],
  app: AppInput,
  { ownProxy, where, elsewhere }: EntryOptions,
): Entry {
  if (app.service !== undefined) return entryOf(named(candidates, app.service, where), app);
  if (ownProxy !== undefined) return entryOf(behindOwnProxy(candidates, ownProxy), app);
  const choice = chooseEntry(candidates);
  if (choice.kind === 'unclear') throw entryUnclear(choice, where, elsewhere());
  const around = kindOf(choice.service) === 'tool' ? elsewhere() : undefined;
  if (around?.manifest !== undefined) {
    const why = `${choice.service.name} is a tool`;
    throw entryUnclear({ kind: 'unclear', candidates: [], why }, where, around);
  }
  return entryOf(choice, app);
}

/** The app of a repository that has only a Dockerfile. */
export function onlyEntry(service: Candidate, app: AppInput): Entry {
  const found = app.service === undefined ? service : { ...service, name: app.service };
  return entryOf(chosen(found, 'is built from the Dockerfile'), app);
}

function entryOf({ service, because, isSure }: Chosen, app: AppInput): Entry {
  const { ports, isSure: hasSurePorts, from } = portsOf(service, app.port);
  const guess = isSure ? '' : 'taken for the entry: ';
  return {
    service: service.name,
    ports,
    hasSurePorts,
    protocol: app.protocol,
    because: `${guess}${service.name} ${because}; ${from}`,
  };
}

function named(candidates: readonly Candidate[], name: string, where: string): Chosen {
  const service = candidates.find((one) => one.name === name);
  if (service !== undefined) return chosen(service, 'is named by app-service');
  throw new DeployError({
    code: 'compose-service-missing',
    what: `${where} starts no service ${name}, which app-service names`,
    why: `It starts: ${candidates.map((one) => one.name).join(', ') || 'nothing'}`,
    hint: 'Correct `app-service`, or leave it out to have the service found. A service of a profile is started with the input `profiles`.',
  });
}

function portsOf(
  service: Candidate,
  given: number | undefined,
): { readonly ports: readonly number[]; readonly isSure: boolean; readonly from: string } {
  if (given !== undefined) return { ports: [given], isSure: true, from: `app-port is ${given}` };
  const { candidates, isSure, because } = entryPort(service);
  const found = candidates.length === 0 ? 'its port is not in the files' : `port ${candidates.join(' or ')}`;
  return { ports: candidates, isSure, from: `${found}: ${because}` };
}
