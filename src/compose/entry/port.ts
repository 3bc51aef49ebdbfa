import type { Candidate, PublishedPort } from './candidate.js';
import { serverPorts } from './command-ports.js';
import { httpPorts, isLocal, mayBeHttp } from './http-ports.js';

/** The port of the container that the reverse proxy asks, or several of which the running container has to tell. */
export interface EntryPort {
  /** In the order of likelihood; empty: nothing says it, the container's listening sockets have to. */
  readonly candidates: readonly number[];
  /** A published port. What is only exposed or in a command need not be where it listens: the running container may show another port. */
  readonly isSure: boolean;
  /** Where it was found, as the end of a sentence. */
  readonly because: string;
}

/** Ports that web frameworks use, the usual one first; templates/host/program/readiness/entry.py has the same. */
export const USUAL_PORTS = [80, 8080, 8000, 3000, 5000] as const;

const TLS_PORTS: ReadonlySet<number> = new Set([443, 8443]);

/** Finds the port of the entry by what its files say. Pure. */
export function entryPort(service: Candidate): EntryPort {
  const published = listening(service, reachable(httpPorts(service)));
  const bound = serverPorts(service.command).filter(mayBeHttp);
  const at80 = published.filter(({ host }) => host === 80).map(({ container }) => container);
  const all = published.map(({ container }) => container);
  const plain = all.filter((port) => !TLS_PORTS.has(port));
  const first = (...sources: readonly Source[]): Source | undefined => sources.find(([ports]) => ports.length > 0);
  const unsure = (candidates: readonly number[], others: readonly number[], where: string): EntryPort => {
    return {
      candidates,
      isSure: false,
      because: `${all.join(' and ')} is published, and ${others.join(' and ')} ${where}`,
    };
  };
  const configured = inOrder(othersThan(all, service.listens), []);
  if (configured.length > 0)
    return unsure(
      [...configured, ...inOrder(all, service.imageExpose)],
      configured,
      'is named by its configuration as a web server',
    );
  const contradicted = contradictions(service, { all, bound });
  if (contradicted.length > 0)
    return unsure(
      [...inOrder(all, service.imageExpose), ...contradicted],
      contradicted,
      'is named by its labels, its variables or its image',
    );
  const sure = first(
    [at80, 'it is published as port 80'],
    [all.filter((port) => bound.includes(port)), 'it is published, and its command names it'],
    [all.filter((port) => service.toldPorts.includes(port)), 'it is published, and its variables name it'],
    [plain, 'it is published'],
    [all, 'it is published'],
  );
  const likely = first(
    [service.routedPorts, 'labels for a reverse proxy name it'],
    [bound, 'its command names it'],
    [service.toldPorts.filter(mayBeHttp), 'its variables name it'],
    [service.expose.filter(mayBeHttp), 'it is exposed'],
    [service.imageExpose.filter(mayBeHttp), 'its image exposes it'],
  );
  const [found, because] = sure ?? likely ?? [[], 'the running container is queried'];
  return { candidates: inOrder(found, service.imageExpose), isSure: sure !== undefined, because };
}

/**
 * Ports at which the service listens by what else its files say, where no published one is among them: by labels for a reverse proxy, by its
 * variables, by its image and its command at once, or by the Dockerfile that it is built from where nothing names the published one.
 */
function contradictions(
  { routedPorts, imageExpose, toldPorts, isBuilt, listens }: Candidate,
  { all, bound }: { readonly all: readonly number[]; readonly bound: readonly number[] },
): readonly number[] {
  const told = toldPorts.filter(mayBeHttp);
  const named = [...routedPorts, ...told, ...bound.filter((port) => imageExpose.includes(port))];
  const exposed = imageExpose.filter(mayBeHttp);
  const isNamed = [...named, ...bound, ...listens, ...imageExpose].some((port) => all.includes(port));
  return othersThan(all, [...named, ...(isBuilt && !isNamed ? exposed : [])]);
}

/** The ports at which a service is said to listen, where a port is published and none of these is. */
function othersThan(published: readonly number[], said: readonly number[]): readonly number[] {
  return published.length === 0 || said.some((port) => published.includes(port)) ? [] : [...new Set(said)];
}

type Source = readonly [readonly number[], string];

/** Those at which the configuration of a web server listens, if it is known to do so at any of them. */
function listening({ listens }: Candidate, ports: readonly PublishedPort[]): readonly PublishedPort[] {
  const found = ports.filter(({ container }) => listens.includes(container));
  return found.length > 0 ? found : ports;
}

/** What is only reachable on the host itself is not made public in place of what already is. */
function reachable(ports: readonly PublishedPort[]): readonly PublishedPort[] {
  const open = ports.filter((port) => !isLocal(port));
  return open.length > 0 ? open : ports;
}

/** Those that the image exposes first: the others may be of tools for development. */
function inOrder(ports: readonly number[], exposed: readonly number[]): readonly number[] {
  const rank = (port: number): number => {
    const index = USUAL_PORTS.findIndex((usual) => usual === port);
    return (index === -1 ? USUAL_PORTS.length : index) - (exposed.includes(port) ? 2 * USUAL_PORTS.length : 0);
  };
  return [...new Set(ports)].sort((one, other) => rank(one) - rank(other));
}
