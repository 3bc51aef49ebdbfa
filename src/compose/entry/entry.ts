import type { AppInput, AppProtocol } from '../../inputs/inputs.js';
import { DeployError } from '../../errors/deploy-error.js';
import { httpPorts, type Candidate } from './candidate.js';
import { chooseEntry, type Choice } from './choose.js';
import { profileLines, type InactiveService } from './inactive.js';
import { entryPort } from './port.js';
import type { OwnProxy } from '../stack.js';

/** The service that visitors reach first, behind the reverse proxy. */
export interface Entry {
  readonly service: string;
  /** Ports of its container in the order of likelihood; empty: the running container tells. */
  readonly ports: readonly number[];
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
  if (ownProxy !== undefined) return entryOf(behind(candidates, ownProxy), app);
  const choice = chooseEntry(candidates);
  if (choice.kind === 'unclear') throw unclear(choice, options);
  return entryOf(choice, app);
}

/** The app of a repository that has only a Dockerfile. */
export function onlyEntry(service: Candidate, app: AppInput): Entry {
  const found = app.service === undefined ? service : { ...service, name: app.service };
  return entryOf({ service: found, because: 'is built from the Dockerfile', isSure: true }, app);
}

type Found = Omit<Extract<Choice, { kind: 'chosen' }>, 'kind'>;

function entryOf({ service, because, isSure }: Found, app: AppInput): Entry {
  const { ports, from } = portsOf(service, app.port);
  const guess = isSure ? '' : 'taken for the entry: ';
  return {
    service: service.name,
    ports,
    protocol: app.protocol,
    because: `${guess}${service.name} ${because}; ${from}`,
  };
}

function named(candidates: readonly Candidate[], name: string, { where, inactive }: EntryOptions): Found {
  const service = candidates.find((one) => one.name === name);
  if (service !== undefined) return { service, because: 'is named by app-service', isSure: true };
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

/** The app that a stack's own proxy passes requests to; the proxy itself where that is not to be seen. */
function behind(candidates: readonly Candidate[], { proxy, certbot }: Pick<OwnProxy, 'proxy' | 'certbot'>): Found {
  const others = candidates.filter(({ name }) => name !== proxy && name !== certbot);
  const front = candidates.find(({ name }) => name === proxy);
  const passed = others.filter(({ name }) => front?.passesTo.includes(name));
  const [only] = passed;
  if (only !== undefined && passed.length === 1) {
    return { service: only, because: `receives the requests of ${proxy}`, isSure: true };
  }
  const choice = chooseEntry(others.map((one) => ({ ...one, ports: [] })));
  if (choice.kind === 'chosen') return choice;
  if (front === undefined) throw new Error(`There is no service ${proxy}`);
  return { service: front, because: 'is the stack’s own reverse proxy', isSure: true };
}

function unclear(
  { candidates, why }: Extract<Choice, { kind: 'unclear' }>,
  { where, inactive }: EntryOptions,
): DeployError {
  const hidden = candidates.length === 0 ? inactive.filter(({ isWeb }) => isWeb) : [];
  if (hidden.length > 0) return inProfiles(hidden, where);
  const listed = candidates.map(shown).join(', ');
  const first = candidates[0];
  const lines = [
    `app-service: ${first?.name ?? '<service>'}`,
    `app-port: ${first === undefined ? '<port>' : (portsOf(first, undefined).ports[0] ?? '<port>')}`,
  ];
  return new DeployError({
    code: 'entry-unclear',
    what: `${where} does not show which service the reverse proxy is to pass requests to`,
    why: listed === '' ? why : `${why}: ${listed}`,
    hint: [
      `Add the service that has your pages to the workflow step, such as:\n${lines.map((line) => `  ${line}`).join('\n')}`,
      'If it is in a profile, add `profiles`. If the browser calls a second service directly, let a web server in the stack pass requests to it.',
    ].join('\n'),
  });
}

function inProfiles(services: readonly InactiveService[], where: string): DeployError {
  return new DeployError({
    code: 'entry-unclear',
    what: `${where} does not show which service the reverse proxy is to pass requests to`,
    why: `${services.map(({ name }) => name).join(', ')} may have your pages, in a profile that is not active; no other service serves HTTP`,
    hint: profileLines(services),
  });
}

function shown(candidate: Candidate): string {
  const ports = httpPorts(candidate).map(({ container }) => container);
  return ports.length === 0 ? candidate.name : `${candidate.name} (${ports.join(', ')})`;
}

function portsOf(
  service: Candidate,
  given: number | undefined,
): { readonly ports: readonly number[]; readonly from: string } {
  if (given !== undefined) return { ports: [given], from: `app-port is ${given}` };
  const { candidates, because } = entryPort(service);
  const found = candidates.length === 0 ? 'its port is not in the files' : `port ${candidates.join(' or ')}`;
  return { ports: candidates, from: `${found}: ${because}` };
}
