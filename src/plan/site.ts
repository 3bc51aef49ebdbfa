import { namesOf, type Inputs } from '../inputs/inputs.js';
import type { OwnProxy, Stack } from '../compose/stack.js';
import { bundledFolders, bundledNames, engineVolume, temporaryProxyName } from '../proxy/names.js';

/** Names of the site on its host. They are derived here and nowhere else. */
export interface Site {
  /** The compose project: pinned, so that volumes outlive releases. */
  readonly project: string;
  /** Absolute path on the host. */
  readonly root: string;
  /** Lineage name of the certificate: the domain, as a rule. */
  readonly certificateName: string;
  /** Docker's name of the volume that holds the certificate; undefined: a whole stack without one that we can see. */
  readonly certificateVolume: string | undefined;
  /** The service that answers on 80 and 443. */
  readonly proxyService: string;
  readonly certbotService: string | undefined;
  /** Where the certbot service sees the ACME webroot. */
  readonly certbotWebroot: string | undefined;
  /** Docker's name of the volume that is the ACME webroot, where it is ours. */
  readonly webrootVolume: string | undefined;
  /** The container that serves while the proxy is replaced. */
  readonly temporaryProxy: string;
  /** Whether the reverse proxy is the repository's own. */
  readonly hasOwnProxy: boolean;
  /** Comment at the end of our cron entry, by which it is known. */
  readonly cronMark: string;
}

/** Where cron notes the number of its process: Debian's (man cron) and cronie alike. */
export const cronPidFile = '/run/crond.pid';

export function cronMark(project: string): string {
  return `# ec2-https-deploy (${project})`;
}

/** Docker's name of the volume: compose puts the project's before its own, unless the file says otherwise. */
function certificateVolume(project: string, own: OwnProxy | undefined): string | undefined {
  if (own?.certificateVolumeName !== undefined) return own.certificateVolumeName;
  const volume = own === undefined ? bundledNames.certificateVolume : own.certificateVolume;
  return volume === undefined ? undefined : engineVolume(project, volume);
}

/** The volume of a project's certificates, `{project}` standing for its name; null where there is none that we can see. */
export function certificateVolumeOf(stack: Stack): string | null {
  return certificateVolume('{project}', stack.ownProxy) ?? null;
}

/** Where a stack keeps its certificates, if that is a folder: relative to what the site keeps of its repository, or absolute. */
export function certificateFolderOf({ ownProxy }: Pick<Stack, 'ownProxy'>): string | null {
  const folder = ownProxy?.certificateFolder;
  // What lies beside the repository has no place that is known before compose runs.
  return folder === undefined || folder.startsWith('..') ? null : folder;
}

/** Lineage name of the site's certificate: the one that the stack's own proxy reads, else the domain. */
export function certificateNameOf(
  inputs: Pick<Inputs, 'domain' | 'aliases'>,
  { ownProxy }: Pick<Stack, 'ownProxy'>,
): string {
  const read = ownProxy?.lineages.map(({ name }) => name) ?? [];
  return namesOf(inputs).find((name) => read.includes(name)) ?? read[0] ?? inputs.domain;
}

export function siteOf(inputs: Inputs, stack: Stack, host: { readonly root: string; readonly project: string }): Site {
  const { root, project } = host;
  const own = stack.ownProxy;
  return {
    project,
    root,
    certificateName: certificateNameOf(inputs, stack),
    certificateVolume: certificateVolume(project, own),
    proxyService: own?.proxy ?? bundledNames.proxyService,
    certbotService: own === undefined ? bundledNames.certbotService : own.certbot,
    certbotWebroot: own === undefined ? bundledFolders.webroot : own.webroot?.certbot,
    webrootVolume: own === undefined ? engineVolume(project, bundledNames.webrootVolume) : undefined,
    temporaryProxy: temporaryProxyName(project),
    hasOwnProxy: own !== undefined,
    cronMark: cronMark(project),
  };
}
