import { isWebServer } from '../../src/compose/entry/web-servers.js';
import type { Candidate } from '../../src/compose/entry/candidate.js';

/** Written short: ports as `80:8000`, `8000`, `53:53/udp` or `127.0.0.1:80:8000`. */
type Short = Partial<Omit<Candidate, 'name' | 'ports'>> & { readonly ports?: readonly string[] };

/** Services for the choice of the entry, by their names. */
export function candidates(services: Readonly<Record<string, Short>>): readonly Candidate[] {
  return Object.entries(services).map(([name, { ports = [], ...rest }]) => ({
    image: undefined,
    isBuilt: false,
    command: '',
    expose: [],
    imageExpose: [],
    toldPorts: [],
    dependsOn: [],
    isAwaited: false,
    neverRestarts: false,
    passesTo: [],
    passesRootTo: [],
    isWebServer: isWebServer(rest.image),
    isConfigured: false,
    showsFiles: false,
    listens: [],
    calls: [],
    sendsTo: [],
    pageApis: [],
    isApiApart: false,
    isRouted: false,
    isRoutedInPart: false,
    routedPorts: [],
    isForDevelopment: false,
    hasWebServer: false,
    ...rest,
    name,
    ports: ports.map(port),
  }));
}

function port(text: string): Candidate['ports'][number] {
  const [, address, numbers = '', protocol] = /^(?:([\d.]+):(?=\d+:))?([\d:]+)(?:\/(\w+))?$/.exec(text) ?? [];
  const [first, second] = numbers.split(':').map(Number);
  const container = second ?? first ?? 0;
  const host = second === undefined ? undefined : first;
  return { host, container, protocol: protocol === 'udp' ? 'udp' : 'tcp', address };
}
