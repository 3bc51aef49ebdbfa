import type { EnvironmentSlip } from './environment-slips.js';
import type { HiddenPackages } from './hidden-packages.js';
import type { Entry } from './entry/entry.js';
import type { ExternalResource } from './externals.js';
import type { Lineage } from './own-proxy/lineages.js';
import type { ProxyFinding } from './own-proxy/findings.js';
import type { RepositoryBind } from './mounts.js';
import type { ComposeConfig } from './model/config.js';
import type { Mapping } from './model/value.js';

/** What the repository asks to run, read from its compose file on the runner. */
export interface Stack {
  /** The compose file's own `name:`. */
  readonly name: string | undefined;
  /** 1: a stack with its own proxy; 2: a compose app, to which ours is added; 3: only a Dockerfile; 4: no containers. */
  readonly kind: 'whole' | 'app' | 'dockerfile' | 'native';
  /** The first of the repository's own compose files, which gives the project directory; undefined for the last two kinds. */
  readonly composeFile: string | undefined;
  /** All of them, in compose's order. */
  readonly composeFiles: readonly string[];
  /** Why these, as a sentence without a full stop. */
  readonly composeBecause: string;
  /** sha256 of that file; '' for `dockerfile`. */
  readonly composeDigest: string;
  /** Folder of the compose file, relative to the repository's root; '' for the root. Its relative paths start there. */
  readonly folder: string;
  /** The active ones. */
  readonly profiles: readonly string[];
  /** The project as compose itself understands it: where each fact comes from. */
  readonly config: ComposeConfig;
  readonly services: readonly Service[];
  /** Keys of the named volumes. */
  readonly volumes: readonly string[];
  /** Named volumes that are a directory of the repository (`driver_opts` with `o: bind`). */
  readonly deviceVolumes: readonly { readonly key: string; readonly path: string; readonly options: Mapping }[];
  /** Files of the repository that containers get as a secret or config. */
  readonly contentFiles: readonly {
    readonly section: 'secrets' | 'configs';
    readonly key: string;
    readonly path: string;
  }[];
  /** What has to be on the host already. */
  readonly externals: readonly ExternalResource[];
  /** The whole stack's own proxy and certbot; undefined unless `kind` is `whole`. */
  readonly ownProxy: OwnProxy | undefined;
  /** What the stack's own proxy does that visitors would notice. */
  readonly proxyFindings: readonly ProxyFinding[];
  /** Path of the image at which the bundled compose file mounts a volume of its own, for a Dockerfile alone; undefined: none. */
  readonly storage?: string | undefined;
  /** Packages that mounts of the repository hide; undefined: none. */
  readonly hiddenPackages?: readonly HiddenPackages[];
  /** Lines of `environment` that give less than they seem to; undefined: none. */
  readonly environmentSlips?: readonly EnvironmentSlip[];
  /** What the reverse proxy passes requests to; in a whole stack the app that is behind its own proxy. */
  readonly entry: Entry;
  /** The service with the app's code, in which a release command runs: behind a web server it is not the entry. */
  readonly commandService: string;
  /** The base image of a Dockerfile that starts no program; undefined: it starts one, or there is a compose file. */
  readonly startlessBase?: string | undefined;
  /** What could not be read and so is not known, each a sentence without a full stop. */
  readonly unreadable: readonly string[];
}

export interface Service {
  readonly name: string;
  readonly image: string | undefined;
  readonly isBuilt: boolean;
  readonly dependsOn: readonly string[];
  /** Those of them that must have done their work before it starts. */
  readonly completedBefore: readonly string[];
  /** Published host ports. */
  readonly publishes: readonly number[];
  /** Bind mounts of what lies in the repository. */
  readonly binds: readonly RepositoryBind[];
  /** Whether it mounts something beside the repository (`../`). */
  readonly mountsOutside: boolean;
  /** Files named by `env_file` that must be there, relative to the repository's root. */
  readonly envFiles: readonly string[];
  /** Why it must never run twice at the same time; undefined: it may. */
  readonly singleBecause: string | undefined;
  /** Containers that the compose file asks for. */
  readonly replicas: number;
  readonly hasHealthcheck: boolean;
  /** Not started, since none of its profiles is active. */
  readonly hasProfile: boolean;
  /** It is to run on whatever happens (`restart: always` or `unless-stopped`), so one that ended is not done but stopped. */
  readonly keepsRunning: boolean;
}

export interface OwnProxy {
  /** Who gets its certificates: a certbot service, the proxy itself (or one that belongs to it), or a person. */
  readonly kind: 'certbot' | 'acme' | 'files';
  /** The service that publishes 443. */
  readonly proxy: string;
  /** How it is known, as a sentence without a full stop. */
  readonly because: string;
  readonly certbot: string | undefined;
  /** Named volume, as the compose file calls it, that both mount for certificates. */
  readonly certificateVolume: string | undefined;
  /** The name the engine knows it by, where the compose file sets one (`name:`, or an external volume). */
  readonly certificateVolumeName: string | undefined;
  /** Folder, as the compose file writes it, that both mount for certificates. */
  readonly certificateFolder: string | undefined;
  /** Where the proxy sees the certificates: `/etc/letsencrypt`, as a rule. */
  readonly certificatePath: string | undefined;
  /** Where certbot and the proxy see the ACME webroot. */
  readonly webroot: { readonly certbot: string; readonly proxy: string } | undefined;
  /** Certificates of certbot's that the proxy's configuration names. */
  readonly lineages: readonly Lineage[];
  /** Whether the proxy does not start while one of them is missing. */
  readonly needsCertificate: boolean;
}

/** Containers of a service that the compose file asks for. */
export function replicasOf({ services }: Pick<Stack, 'services'>, service: string): number {
  return services.find(({ name }) => name === service)?.replicas ?? 1;
}
