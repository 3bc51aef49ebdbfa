import type { HstsFacts } from '../tls/hsts.js';
import type { DataFacts } from './data-facts.js';
import type { NativeFacts } from './native-facts.js';

/** What one look at the host found. All of it is read; nothing is changed by looking. */
export interface HostFacts {
  readonly os: { readonly id: string; readonly versionId: string; readonly name: string };
  /** As `uname -m` prints it. */
  readonly architecture: string;
  readonly user: string;
  /** `path` with `~` resolved. */
  readonly root: string;
  readonly rootWritable: boolean;
  /** The compose project of this site. */
  readonly project: {
    readonly name: string;
    /** `record`: the site has it already; `by-hand`: a stack that was started in the site's directory has it; `new`: nobody. */
    readonly from: 'record' | 'by-hand' | 'new';
  };
  readonly hasPython: boolean;
  readonly privilege: 'root' | 'sudo' | 'none';
  readonly docker: DockerFacts;
  readonly gitInstalled: boolean;
  /** Of the ssh client; undefined: there is none. */
  readonly sshVersion: string | undefined;
  readonly cron: { readonly installed: boolean; readonly running: boolean };
  readonly disk: { readonly freeBytes: number; readonly freeInodes: number };
  readonly memory: MemoryFacts;
  /** Who listens on 80 and 443. */
  readonly ports: readonly PortHolder[];
  readonly current: CurrentRelease | undefined;
  /** The `.env` that a release has without inputs and a tracked one; undefined: there is none, or an empty one that nobody prepared. */
  readonly env: HostEnv | undefined;
  /** Releases that lie on the host. */
  readonly releaseCount: number;
  readonly containers: readonly ContainerFacts[];
  /** What the project uses, docker compose does not make, and this host does not have; empty where no engine answers. */
  readonly missing: readonly { readonly kind: 'network' | 'volume' | 'container'; readonly name: string }[];
  /** Tags that were compared with their registries. */
  readonly images: readonly ImageFacts[];
  /** PEM chain of the site's certificate in the certificate volume; undefined: there is none. */
  readonly certificatePem: string | undefined;
  /** sha256 of the proxy's configuration on the host; undefined: no proxy. */
  readonly proxyDigest: string | undefined;
  /** What the proxy was last seen to load; undefined: it was never noted. */
  readonly proxyLoaded: ProxyLoaded | undefined;
  /** The release that our proxy serves; undefined: none yet. Another than `current` is an interrupted switch. */
  readonly proxyRelease: string | undefined;
  /** undefined: the last release that was switched to was seen to hold, or taken back. */
  readonly unverified: Unverified | undefined;
  readonly hsts: HstsFacts | undefined;
  /** sha256 of the renewal script and cron line together; undefined: not installed. */
  readonly renewalDigest: string | undefined;
  /** sha256 of the host program that the host keeps from an earlier run. */
  readonly programDigest: string | undefined;
  readonly data: DataFacts;
  /** undefined: a site that runs with docker compose, or a host without python3, where nothing of it is looked for. */
  readonly native: NativeFacts | undefined;
}

/** Digests of what a proxy has loaded. */
export interface ProxyLoaded {
  /** Of its configuration, as `proxyDigest`; `-` for a stack's own proxy. */
  readonly config: string;
  /** sha256 of the site's certificate in PEM, with a line's end. */
  readonly certificate: string;
}

/** A switch that nobody has seen from outside to hold. */
export interface Unverified {
  readonly release: string;
  /** The one before; undefined: there was none. */
  readonly previous: string | undefined;
}

/** Bytes. A figure that the host does not have is as large as any. */
export interface MemoryFacts {
  readonly total: number;
  /** What programs can have without swapping. */
  readonly available: number;
  readonly swap: number;
  readonly freeSwap: number;
}

export interface DockerFacts {
  /** Engine version; undefined: no engine answers. */
  readonly version: string | undefined;
  readonly installed: boolean;
  /** Whether our user reaches the engine itself, or only through sudo. */
  readonly access: 'direct' | 'sudo' | 'none';
  /** Version of the compose v2 plugin. */
  readonly compose: string | undefined;
  /** Version of the buildx plugin; undefined: there is none, or compose needs none. */
  readonly buildx: string | undefined;
  /** Whether the retired docker-compose v1 is there; only looked for where there is no compose v2. */
  readonly composeV1: boolean;
}

/** A tag on this host and in its registry. */
export interface ImageFacts {
  /** As it was asked about. */
  readonly name: string;
  /** Whether the host has an image of this name. */
  readonly isPresent: boolean;
  /** Digests under which the running release has it, or the host where that has not noted any; empty: none is known. */
  readonly held: readonly string[];
  /** The digest of the base image from which the running release was built; undefined: not noted. */
  readonly base: string | undefined;
  /** When the host got it. */
  readonly since: Date | undefined;
  /** The digest that the registry has now; undefined: there was no answer. */
  readonly found: string | undefined;
  /** Why there was none. */
  readonly problem: ImageProblem | undefined;
  /** Whether the registry gave it to a client without a login although there is one. */
  readonly isAnonymous: boolean;
}

export interface ImageProblem {
  readonly kind: 'not-found' | 'denied' | 'rate-limit' | 'unreachable';
  /** What the registry or the network said. */
  readonly why: string;
  /** When a rate limit ends, if the registry said so. */
  readonly until: Date | undefined;
}

/** The `.env` of the running release, or one that was prepared for the first. No value of it is known. */
export interface HostEnv {
  /** Absolute, with `current` where it is that of the running release. */
  readonly path: string;
  /** sha256; undefined: it could not be read. */
  readonly digest: string | undefined;
  /** Which of the variables that were asked about it has; undefined: it could not be read. */
  readonly names: { readonly given: ReadonlySet<string>; readonly empty: ReadonlySet<string> } | undefined;
}

export interface PortHolder {
  readonly port: number;
  /** A program's name, or `container NAME (project PROJECT)`. */
  readonly holder: string;
  /** Held by a container of this project. */
  readonly ours: boolean;
}

export interface CurrentRelease {
  readonly name: string;
  /** sha256 of the release's manifest text. */
  readonly manifestDigest: string;
  /** The manifest's text, or '' if it is not known; undefined when its digest is the one we asked about. */
  readonly manifest: string | undefined;
  /** sha256 of `.env` as it is on the host; undefined: there is none. */
  readonly envDigest: string | undefined;
  /** sha256 of each variable's value as deployed, by key. */
  readonly envKeyDigests: ReadonlyMap<string, string>;
  /** sha256 of each file of the input `files` as it is on the host, by path; '' for one that is gone. */
  readonly inputFiles?: ReadonlyMap<string, string>;
  /** What compose on the host made of the release's files; undefined: it was not noted. */
  readonly confirmed?: ConfirmedRelease | undefined;
  /** Digest of everything else that makes a release: compose file, overlay, settings. */
  readonly settingsDigest: string | undefined;
  /** The repository's own that it was made of, in compose's order; undefined: not recorded. */
  readonly composeFiles?: readonly string[] | undefined;
  /** undefined: it was not recorded, or not known. */
  readonly commit: string | undefined;
  /**
   * What ran when it had come up, a line a container: `service|configuration|image|state`, in older records without the state;
   * `unfinished`: it was switched to and never came up to its end. `unknown`: it was made before that was noted.
   */
  readonly up: readonly string[] | 'unfinished' | 'unknown';
}

/** A release as compose on the host read it when it was made. */
export interface ConfirmedRelease {
  /** sha256 of its `.env` at that time; '' if there was none. */
  readonly envDigest: string;
  /** Of the runner's own reading. */
  readonly readingDigest: string;
  /** undefined: compose read the files as the runner did. */
  readonly project: HostProject | undefined;
}

/** The project that compose on the host makes of its files. */
export interface HostProject {
  /** The compose files in their order. */
  readonly files: readonly string[];
  /** See src/compose/facts/facts.ts; not checked here. */
  readonly facts: unknown;
}

export interface ContainerFacts {
  readonly service: string;
  readonly state: string;
  /** `healthy`, `unhealthy`, `starting`, or undefined without a health check. */
  readonly health: string | undefined;
  readonly exitCode: number;
  /** It has ended, or stands still, as one that a person stopped or paused does: not by an error of its own. */
  readonly isStopped: boolean;
  /** Compose's digest of the configuration that it was made with; '' without one. */
  readonly config: string;
  /** Id of the image that it was made of, as compose noted it; '' if it did not. */
  readonly image: string;
}
