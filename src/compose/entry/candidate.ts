/** What is read of a service to find out whether it answers visitors. */
export interface Candidate {
  readonly name: string;
  /** Its image, or the base image of the stage that it is built from; undefined: not known. */
  readonly image: string | undefined;
  /** Whether it is built here. */
  readonly isBuilt: boolean;
  /** Entrypoint and command, of the compose file or else of the image's Dockerfile, as one line; '' where neither says. */
  readonly command: string;
  readonly ports: readonly PublishedPort[];
  /** `expose` of the compose file; TCP only. */
  readonly expose: readonly number[];
  /** EXPOSE of the Dockerfile, which a worker of the same image has as well; TCP only. */
  readonly imageExpose: readonly number[];
  /** Ports that variables of the service or of its image let it listen at. */
  readonly toldPorts: readonly number[];
  /** With what `links` and `network_mode` imply. */
  readonly dependsOn: readonly string[];
  /** Another service waits until it has completed. */
  readonly isAwaited: boolean;
  /** `restart: "no"`, written down. */
  readonly neverRestarts: boolean;
  /** Services that its reverse proxy configuration passes requests to; the one that has `/` first. */
  readonly passesTo: readonly string[];
  /** Those of them that get `/`, and not only some paths. */
  readonly passesRootTo: readonly string[];
  /** Whether it is a web server that stands in front of others, such as nginx. */
  readonly isWebServer: boolean;
  /** Whether its configuration as a web server is known: it is in the repository, or there is none. */
  readonly isConfigured: boolean;
  /** Whether its configuration shows pages that are files, as that of a single-page app does. */
  readonly showsFiles: boolean;
  /** Ports at which it listens by its configuration as a web server; none: they are not all known. */
  readonly listens: readonly number[];
  /** Services that its environment names the addresses of, for requests inside the project. */
  readonly calls: readonly string[];
  /** Services that it sends browsers to, at their ports of the host. */
  readonly sendsTo: readonly string[];
  /** Variables by which its pages ask other hosts, whatever the domain of the site is. */
  readonly pageApis: readonly string[];
  /** Whether browsers are given another address for an API than a path of the site, and its server passes no requests on. */
  readonly isApiApart: boolean;
  /** Labels or variables for a reverse proxy (Traefik, nginx-proxy, caddy-docker-proxy) lead visitors to it. */
  readonly isRouted: boolean;
  /** Whether these are for some paths of the site only. */
  readonly isRoutedInPart: boolean;
  /** Ports that these name. */
  readonly routedPorts: readonly number[];
  /** Whether it only serves developers: assets of pages that another service makes, or tests. */
  readonly isForDevelopment: boolean;
  /** Whether a web server's configuration, or its installation, is part of its image. */
  readonly hasWebServer: boolean;
}

/** A port of a container that is reachable at a port of the host. */
export interface PublishedPort {
  /** undefined: the engine picks one. */
  readonly host: number | undefined;
  readonly container: number;
  readonly protocol: 'tcp' | 'udp';
  /** The host's address; undefined: all. */
  readonly address?: string | undefined;
}
