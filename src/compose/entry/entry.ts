import type { AppInput, AppProtocol } from '../../inputs/inputs.js';
import { DeployError } from '../../errors/deploy-error.js';
import { behindOwnProxy } from './behind.js';
import type { Candidate } from './candidate.js';
import { chosen, type Chosen, type Unclear } from './choice.js';
import { chooseEntry } from './choose.js';
import type { Elsewhere } from './elsewhere.js';
import { isLocal, httpPorts } from './http-ports.js';
import { builtInProfiles, inProfiles, otherwiseFronted, profileLines, type InactiveService } from './inactive.js';
import { nothingBehind } from './idle.js';
import { kindOf } from './kind.js';
import { lostApi } from './page-apis.js';
import { entryPort } from './port.js';
import { entryUnclear, pagesAskElsewhere } from './unclear.js';
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
  /** Services of profiles that are not active. */
  readonly inactive: readonly InactiveService[];
}

/**
 * The entry of a project: what the inputs say, else what the files show.
 * @throws DeployError compose-service-missing, entry-unclear
 */
export function findEntry(candidates: readonly Candidate[], app: AppInput, options: EntryOptions): Entry {
  const { ownProxy } = options;
  if (app.service !== undefined) return entryOf(named(candidates, app.service, options), app);
  if (ownProxy !== undefined) return entryOf(behindOwnProxy(candidates, ownProxy), app);
  const choice = chooseEntry(candidates);
  const found = choice.kind === 'unclear' ? choice.candidates : [choice.service];
  const hasCode = (): boolean =>
    candidates.some(({ isBuilt }) => isBuilt) || options.elsewhere().manifest !== undefined;
  if (found.length > 0 && found.every((one) => kindOf(one) === 'tool' && !one.isBuilt) && hasCode())
    throw unclear({ kind: 'unclear', candidates: [], why: onlyTools(found) }, options);
  if (choice.kind === 'unclear') throw unclear(choice, options);
  const idle = nothingBehind(choice.service, candidates);
  if (idle !== undefined) throw unclear({ kind: 'unclear', candidates: [], why: idle }, options);
  const lost = lostApi(
    choice.service,
    candidates,
    candidates.filter((one) => kindOf(one) === 'web'),
  );
  if (lost !== undefined) throw pagesAskElsewhere(choice.service, lost, options.where);
  const front = hiddenFront(choice.service, candidates, options);
  if (front !== undefined) throw otherwiseFronted(front, choice.service.name, options.where);
  const built = options.inactive.filter(({ isWeb, isBuilt }) => isWeb && isBuilt);
  if (built.length > 0 && candidates.every(({ isBuilt }) => !isBuilt))
    throw builtInProfiles(built, choice.service.name, options.where);
  return entryOf(choice, app);
}

function onlyTools(tools: readonly Candidate[]): string {
  const names = tools.map(({ name }) => name).join(', ');
  return tools.length === 1 ? `${names} is a tool` : `${names} are tools`;
}

/** A web server of a profile that shows the pages of another service, where the chosen one is not at port 80 for everyone. */
function hiddenFront(
  service: Candidate,
  candidates: readonly Candidate[],
  { inactive }: EntryOptions,
): InactiveService | undefined {
  if (httpPorts(service).some((port) => port.host === 80 && !isLocal(port))) return undefined;
  const others = new Set(candidates.filter((one) => one !== service && kindOf(one) === 'web').map(({ name }) => name));
  return inactive.find(({ fronts }) => fronts.length > 0 && fronts.every((name) => others.has(name)));
}

function unclear(choice: Unclear, { where, elsewhere, inactive }: EntryOptions): DeployError {
  const hidden = choice.candidates.length === 0 ? inactive.filter(({ isWeb }) => isWeb) : [];
  return hidden.length > 0 ? inProfiles(hidden, where) : entryUnclear(choice, where, elsewhere());
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

function named(candidates: readonly Candidate[], name: string, { where, inactive }: EntryOptions): Chosen {
  const service = candidates.find((one) => one.name === name);
  if (service !== undefined) return chosen(service, 'is named by app-service');
  const other = inactive.find((one) => one.name === name);
  throw new DeployError({
    code: 'compose-service-missing',
    what: `${where} starts no service ${name}, which app-service names`,
    why: `It starts: ${candidates.map((one) => one.name).join(', ') || 'nothing'}`,
    hint:
      other === undefined
        ? 'Correct `app-service`, or leave it out to have the service found. A service of a profile is started with the input `profiles`.'
        : `${name} is in a profile that is not active. ${profileLines([other])}`,
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
