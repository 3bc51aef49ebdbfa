import type { Candidate, PublishedPort } from './candidate.js';

/** Ports of protocols that no browser speaks: mail, SSH, DNS, file servers, databases, brokers, VNC, media, games, gRPC. */
const NOT_HTTP: ReadonlySet<number> = new Set([
  ...[
    20, 21, 22, 23, 25, 53, 67, 69, 110, 111, 123, 135, 139, 143, 161, 389, 445, 465, 514, 554, 587, 636, 873, 989, 990,
    993, 995,
  ],
  ...[
    1025, 1194, 1433, 1434, 1521, 1883, 1935, 2049, 2181, 2375, 2376, 2379, 2380, 2525, 2888, 3306, 3389, 3478, 3888,
    4222, 4369, 5060, 5061,
  ],
  ...[
    5222, 5349, 5432, 5433, 5671, 5672, 5900, 6222, 6379, 6380, 6667, 7199, 7687, 8883, 9042, 9092, 9093, 9094, 9160,
    9300, 9306, 9312, 9418,
  ],
  ...[
    11211, 11212, 19092, 25565, 25672, 26257, 26379, 27017, 27018, 27019, 28015, 29092, 33060, 50051, 50052, 51820,
    61613, 61616,
  ],
]);

/** Ports at which stores answer over HTTP, and nobody else does. */
const STORES: ReadonlySet<number> = new Set([6333, 6334, 7474, 7700, 8086, 8108, 8529, 8983, 9200, 9308, 11434, 15672]);

/** Ports of debuggers; some sites use them too. */
const DEBUGGERS: ReadonlySet<number> = new Set([5005, 5678, 9229, 9230]);

/** That many ports in a row are a range, for media or file transfers. */
const RANGE = 3;

/** Ports of a service at which it may show pages. What is built here, and a web server, have the port that they were given. */
export function httpPorts({
  ports,
  ...made
}: Pick<Candidate, 'ports' | 'isBuilt' | 'isWebServer'>): readonly PublishedPort[] {
  const isOwn = made.isBuilt || made.isWebServer;
  const tcp = ports.filter(
    ({ container, protocol }) => protocol === 'tcp' && !NOT_HTTP.has(container) && (isOwn || !STORES.has(container)),
  );
  const found = tcp.filter((port) => !isInRange(port, tcp));
  const usual = found.filter(({ container }) => !DEBUGGERS.has(container));
  return usual.length > 0 ? usual : found;
}

export function mayBeHttp(port: number): boolean {
  return !NOT_HTTP.has(port) && !STORES.has(port);
}

/** Whether it is one of a range such as `3000-3005:3000-3005`: compose makes single ports of it. */
function isInRange({ host, container }: PublishedPort, all: readonly PublishedPort[]): boolean {
  if (host === undefined) return false;
  const isBeside = (distance: number): boolean =>
    all.some((other) => other.container === container + distance && other.host === host + distance);
  const reach = (step: number): number => {
    let distance = 0;
    while (isBeside(distance + step)) distance += step;
    return Math.abs(distance);
  };
  return reach(1) + reach(-1) + 1 >= RANGE;
}

/** Whether a port is only reachable on the host itself. */
export function isLocal({ address }: PublishedPort): boolean {
  return /^(?:127\.|::1$|localhost$)/.test(address ?? '');
}
