/**
 * What the bundled reverse proxy adds to the user's compose project. The template, the host program and the tests take the names from here.
 * Compose merges services and volumes of the same name, so each begins with `edge`, and a project that has one of them is refused.
 */
export const bundledNames = {
  /** No longer one: another name would leave the container of an older version on ports 80 and 443. */
  proxyService: 'edge',
  certbotService: 'edge-certbot',
  /** A profile of the project's own, such as `certbot` in COMPOSE_PROFILES, must not start it. */
  certbotProfile: 'edge-certbot',
  certificateVolume: 'edge-certificates',
  webrootVolume: 'edge-acme-webroot',
  staticVolume: 'edge-static',
} as const;

/** Of the bundled reverse proxy; its security updates come with versions of the action, and with a pull of the same name. */
export const PROXY_IMAGE = 'nginx:1.30-alpine';

/** Places in the containers. */
export const bundledFolders = {
  /** Where certbot writes, and nginx serves, the files of HTTP-01. */
  webroot: '/var/www/acme',
  /** What the app writes here is served below `/static/`. */
  static: '/vol/static',
} as const;

/** The container that serves while the proxy is replaced. It has no name that compose would give. */
export function temporaryProxyName(project: string): string {
  return `${project}-edge-stand-in`;
}

/** Names that a project with the bundled reverse proxy cannot have itself: keys of services and volumes, and names in the engine. */
export function reservedNames(project: string): {
  readonly services: readonly string[];
  readonly volumes: readonly string[];
  readonly engineVolumes: readonly string[];
  readonly containers: readonly string[];
} {
  const { proxyService, certbotService, certificateVolume, webrootVolume, staticVolume } = bundledNames;
  const volumes = [certificateVolume, webrootVolume, staticVolume];
  return {
    services: [proxyService, certbotService],
    volumes,
    engineVolumes: volumes.map((volume) => engineVolume(project, volume)),
    containers: [`${project}-${proxyService}-1`, temporaryProxyName(project)],
  };
}

/** The engine's name of a volume of a project, where its compose file does not give it another one. */
export function engineVolume(project: string, volume: string): string {
  return `${project}_${volume}`;
}
