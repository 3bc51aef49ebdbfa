import type { Candidate } from './candidate.js';
import { httpPorts, mayBeHttp } from './http-ports.js';

/** The port of the container that the reverse proxy asks, or several of which the running container has to tell. */
export interface EntryPort {
  /** In the order of likelihood; empty: nothing says it, the container's listening sockets have to. */
  readonly candidates: readonly number[];
  /** Where it was found, as the end of a sentence. */
  readonly because: string;
}

/** Ports that web frameworks use, the usual one first. */
const USUAL = [80, 8080, 8000, 3000, 5000] as const;

const TLS_PORTS: ReadonlySet<number> = new Set([443, 8443]);

/** Finds the port of the entry by what its files say. Pure. */
export function entryPort(service: Candidate): EntryPort {
  const published = httpPorts(service);
  const at80 = published.filter(({ host }) => host === 80).map(({ container }) => container);
  const plain = published.map(({ container }) => container).filter((port) => !TLS_PORTS.has(port));
  const sources: readonly (readonly [readonly number[], string])[] = [
    [at80, 'it is published as port 80'],
    [plain, 'it is published'],
    [published.map(({ container }) => container), 'it is published'],
    [service.routedPorts, 'labels for a reverse proxy name it'],
    [commandPorts(service.command), 'its command names it'],
    [service.expose.filter(mayBeHttp), 'it is exposed'],
    [service.imageExpose.filter(mayBeHttp), 'its image exposes it'],
  ];
  const [found, because] = sources.find(([ports]) => ports.length > 0) ?? [[], 'the running container is queried'];
  return { candidates: inOrder(found), because };
}

function inOrder(ports: readonly number[]): readonly number[] {
  const rank = (port: number): number => {
    const index = USUAL.findIndex((usual) => usual === port);
    return index === -1 ? USUAL.length : index;
  };
  return [...new Set(ports)].sort((one, other) => rank(one) - rank(other));
}

/** Ports that a command line binds to: `0.0.0.0:8000`, `--bind :8000`, `--port 8000`, `-b 8000`, `-p 8000`, `PORT=8000`. */
export function commandPorts(command: string): readonly number[] {
  const patterns = [
    /(?:0\.0\.0\.0|\[::\]|\*):(\d{2,5})\b/g,
    /(?:--bind|--listen|--http-socket|--http|--socket|-b|-l)[= ]+(?:[\w.[\]*]*:)(\d{2,5})\b/g,
    /(?:--port|-p|\bPORT)[= ]+(\d{2,5})\b/g,
  ];
  const found = patterns.flatMap((pattern) => [...command.matchAll(pattern)].map(([, port]) => Number(port)));
  return [...new Set(found)].filter((port) => port > 0 && port < 65_536);
}
