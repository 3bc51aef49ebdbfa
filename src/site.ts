import type { Inputs } from './inputs.js';
import type { OwnEdge, Stack } from './stack/stack.js';

/** Names of the site on its host. They are derived here and nowhere else. */
export interface Site {
  /** The compose project: pinned, so that volumes outlive releases. */
  readonly project: string;
  /** Absolute path on the host. */
  readonly root: string;
  /** Lineage name of the certificate: the domain. */
  readonly certificateName: string;
  /** Docker's name of the volume that holds the certificate; undefined: a whole stack without one that we can see. */
  readonly certificateVolume: string | undefined;
  /** The service that answers on 80 and 443. */
  readonly edgeService: string;
  readonly certbotService: string | undefined;
  /** Where the certbot service sees the ACME webroot. */
  readonly certbotWebroot: string | undefined;
  /** Docker's name of the volume that is the ACME webroot, where it is ours. */
  readonly webrootVolume: string | undefined;
  /** Whether the edge is the repository's own. */
  readonly hasOwnEdge: boolean;
  /** Comment at the end of our cron entry, by which it is known. */
  readonly cronMark: string;
}

export const bundledEdge = {
  edgeService: 'edge',
  certbotService: 'certbot',
  certificateVolume: 'certificates',
  webroot: '/var/www/acme',
  webrootVolume: 'acme-webroot',
} as const;

/** Where cron notes the number of its process: Debian's (man cron) and cronie alike. */
export const cronPidFile = '/run/crond.pid';

/** Where Docker's engine notes the number of its process, and where it is asked (man dockerd: --pidfile, --host). */
export const engineAt = { ENGINE_PID_FILE: '/run/docker.pid', ENGINE_SOCKET: '/var/run/docker.sock' } as const;

/** The compose project's name: what compose itself would derive from the last part of the path. */
export function projectName(path: string): string {
  const last = path.split('/').filter(Boolean).at(-1) ?? '';
  const name = last.toLowerCase().replace(/[^a-z0-9_-]/g, '');
  return name.replace(/^[^a-z0-9]+/, '') || 'site';
}

export function cronMark(project: string): string {
  return `# ec2-https-deploy (${project})`;
}

/** Docker's name of the volume: compose puts the project's before its own, unless the file says otherwise. */
function certificateVolume(project: string, own: OwnEdge | undefined): string | undefined {
  if (own?.certificateVolumeName !== undefined) return own.certificateVolumeName;
  const volume = own === undefined ? bundledEdge.certificateVolume : own.certificateVolume;
  return volume === undefined ? undefined : `${project}_${volume}`;
}

export function siteOf(inputs: Inputs, stack: Stack, root: string): Site {
  const project = projectName(inputs.path);
  const own = stack.ownEdge;
  return {
    project,
    root,
    certificateName: inputs.domain,
    certificateVolume: certificateVolume(project, own),
    edgeService: own?.proxy ?? bundledEdge.edgeService,
    certbotService: own === undefined ? bundledEdge.certbotService : own.certbot,
    certbotWebroot: own === undefined ? bundledEdge.webroot : own.webroot?.certbot,
    webrootVolume: own === undefined ? `${project}_${bundledEdge.webrootVolume}` : undefined,
    hasOwnEdge: own !== undefined,
    cronMark: cronMark(project),
  };
}
