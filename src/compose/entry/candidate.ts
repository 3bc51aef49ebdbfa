/** What is read of a service to find out whether it answers visitors. */
export interface Candidate {
  readonly name: string;
  /** Its image, or the base image of the stage that it is built from; undefined: not known. */
  readonly image: string | undefined;
  /** Entrypoint and command, of the compose file or else of the image's Dockerfile, as one line; '' where neither says. */
  readonly command: string;
  readonly ports: readonly PublishedPort[];
  /** `expose` of the compose file; TCP only. */
  readonly expose: readonly number[];
  /** EXPOSE of the Dockerfile, which a worker of the same image has as well; TCP only. */
  readonly imageExpose: readonly number[];
  readonly dependsOn: readonly string[];
  /** Another service waits until it has completed. */
  readonly isAwaited: boolean;
  /** `restart: "no"`, written down. */
  readonly neverRestarts: boolean;
  /** Services that its reverse proxy configuration passes requests to. */
  readonly passesTo: readonly string[];
}

/** A port of a container that is reachable at a port of the host. */
export interface PublishedPort {
  /** undefined: the engine picks one. */
  readonly host: number | undefined;
  readonly container: number;
  readonly protocol: 'tcp' | 'udp';
}

/** Ports of protocols that no browser speaks: mail, SSH, DNS, databases, brokers, debuggers, VNC. */
const NOT_HTTP: ReadonlySet<number> = new Set([
  ...[21, 22, 25, 53, 110, 143, 389, 465, 587, 636, 993, 995, 1025, 1433, 1521, 1883, 2375, 2376, 2379, 3306, 4222],
  ...[5005, 5432, 5671, 5672, 5678, 5900, 6379, 6380, 8883, 9042, 9092, 9229, 9230, 11211, 27017, 28015, 33060],
]);

/** Ports of a service that may speak HTTP. */
export function httpPorts({ ports }: Pick<Candidate, 'ports'>): readonly PublishedPort[] {
  return ports.filter(({ container, protocol }) => protocol === 'tcp' && mayBeHttp(container));
}

export function mayBeHttp(port: number): boolean {
  return !NOT_HTTP.has(port);
}
