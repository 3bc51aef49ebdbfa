import type { DataFacts } from './data-facts.js';

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
  /** Who listens on 80 and 443. */
  readonly ports: readonly PortHolder[];
  readonly current: CurrentRelease | undefined;
  /** Releases that lie on the host. */
  readonly releaseCount: number;
  readonly containers: readonly ContainerFacts[];
  /** PEM chain of the site's certificate in the certificate volume; undefined: there is none. */
  readonly certificatePem: string | undefined;
  /** sha256 of the edge's configuration on the host; undefined: no edge. */
  readonly edgeDigest: string | undefined;
  /** The release that our edge asks; undefined: it has never been told one. Another than `current` is a switch that was broken off. */
  readonly edgeRelease: string | undefined;
  readonly hsts: HstsFacts | undefined;
  /** sha256 of the renewal script and cron line together; undefined: not installed. */
  readonly renewalDigest: string | undefined;
  readonly data: DataFacts;
}

export interface DockerFacts {
  /** Engine version; undefined: no engine answers. */
  readonly version: string | undefined;
  readonly installed: boolean;
  /** Whether our user reaches the engine itself, or only through sudo. */
  readonly access: 'direct' | 'sudo' | 'none';
  /** Version of the compose v2 plugin. */
  readonly compose: string | undefined;
  /** Whether the retired docker-compose v1 is there; only looked for where there is no compose v2. */
  readonly composeV1: boolean;
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
  /** Digest of everything else that makes a release: compose file, overlay, settings. */
  readonly settingsDigest: string | undefined;
}

export interface ContainerFacts {
  readonly service: string;
  readonly state: string;
  /** `healthy`, `unhealthy`, `starting`, or undefined without a health check. */
  readonly health: string | undefined;
  readonly exitCode: number;
}

export interface HstsFacts {
  readonly maxAgeSeconds: number;
  /** When this value was put in place. */
  readonly since: Date;
}
