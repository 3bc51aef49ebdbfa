import type { HostKeyPolicy } from '../ssh/host-keys/pin.js';
import type { AccessInput } from './access.js';
import type { EnvEntry } from '../dotenv/entry.js';
import type { Limits } from './limit-table.js';
import type { StatusRange } from './parsers/health-status.js';
import type { NewZone } from './parsers/new-zone.js';
import type { Times } from './times.js';
import type { Secret } from '../secret.js';

/** The origin of the release's files. */
export type Source =
  | { readonly kind: 'upload'; readonly include: readonly string[]; readonly exclude: readonly string[] }
  | {
      readonly kind: 'git';
      /** `ssh://…` or `git@host:owner/name.git`, as git understands it. */
      readonly url: string;
      readonly sha: string;
      readonly deployKey: Secret;
      /** known_hosts lines of the git server; undefined for github.com, whose published keys are built in. */
      readonly knownHosts: string | undefined;
    };

export type DnsInput =
  | {
      readonly kind: 'route53';
      readonly hostedZoneId: string | undefined;
      readonly newZone: NewZone;
      /** Whether the name servers of a domain that is registered with Route 53 may be set. */
      readonly setsNameServers: boolean;
      /** IP address or DNS name that the records point to; undefined: the host. */
      readonly target: string | undefined;
    }
  | { readonly kind: 'none' };

/** What is set of the service that the bundled reverse proxy passes requests to; undefined: it is found out. */
export interface AppInput {
  readonly service: string | undefined;
  readonly port: number | undefined;
  readonly protocol: AppProtocol | undefined;
}

export const APP_PROTOCOLS = ['http', 'https', 'uwsgi'] as const;

/** What a service speaks on its port. */
export type AppProtocol = (typeof APP_PROTOCOLS)[number];

export const PROXY_CHOICES = ['auto', 'bundled', 'own'] as const;

/** Which reverse proxy terminates TLS; `auto`: what the compose files show. */
export type ProxyChoice = (typeof PROXY_CHOICES)[number];

export const RUNTIMES = ['compose', 'native'] as const;

/** What runs the release: docker compose, or the host itself by systemd. */
export type RuntimeName = (typeof RUNTIMES)[number];

/** A docker compose plugin to use instead of the pinned release (a mirror in a closed network). */
export interface PluginOverride {
  readonly url: string;
  readonly sha256: string;
}

/** How the image of a repository without a compose file is built. */
export interface BuildInput {
  /** undefined: `Dockerfile`. */
  readonly dockerfile: string | undefined;
  /** undefined: the last stage. */
  readonly target: string | undefined;
  readonly args: readonly { readonly name: string; readonly value: string }[];
}

/** How to log in to a registry. */
export interface RegistryLogin {
  /** Name with its port, if it has one; `docker.io` for Docker Hub. */
  readonly registry: string;
  readonly username: string;
  readonly password: Secret;
}

/** A file of the release that is not in the repository: an env file, a compose secret, a service account, a certificate. */
export interface InputFile {
  /** Relative to the root of the repository, or to `working-directory`; normalized. */
  readonly path: string;
  readonly content: Secret;
  /** sha256 of the content, hexadecimal. */
  readonly digest: string;
}

/** All inputs, validated. Created only by `parseInputs`. */
export interface Inputs extends AccessInput {
  readonly port: number;
  readonly user: string;
  readonly hostKey: HostKeyPolicy;
  readonly domain: string;
  readonly aliases: readonly string[];
  /** Absolute, or beginning with `~/`. */
  readonly path: string;
  /** Name of the compose project, if set. */
  readonly projectName: string | undefined;
  /** `owner/name` of the repository that the job runs for; '' if unknown. */
  readonly repository: string;
  /** Absolute path of the folder that is deployed on the runner: the checked-out repository, or its `working-directory`. */
  readonly workspace: string;
  /** The commit, 40 or 64 hex digits; '' if unknown (only with `upload`). */
  readonly sha: string;
  readonly source: Source;
  /** undefined: neither `env` nor `env-file` is set, so the `.env` on the host is kept. */
  readonly env: readonly EnvEntry[] | undefined;
  readonly files: readonly InputFile[];
  readonly runtime: RuntimeName;
  /** Command of the web process, for `sh -c`; undefined: it is found. Only with the native runtime. */
  readonly startCommand: string | undefined;
  /** `3.13`: which Python of the host; undefined: `python3`. Only with the native runtime. */
  readonly pythonVersion: string | undefined;
  /** Names of packages of the distribution. Only with the native runtime. */
  readonly systemPackages: readonly string[];
  /** In compose's order; undefined: they are looked for. */
  readonly composeFiles: readonly string[] | undefined;
  /** The active ones; undefined: COMPOSE_PROFILES says. */
  readonly profiles: readonly string[] | undefined;
  readonly build: BuildInput;
  /** Whether every build looks for newer base images. */
  readonly buildPull: boolean;
  readonly registries: readonly RegistryLogin[];
  readonly app: AppInput;
  /** Whether the ports that the app publishes on the host stay published. */
  readonly keepPublishedPorts: boolean;
  readonly proxy: ProxyChoice;
  /** Networks, as addresses or CIDR blocks, of proxies in front of the host, whose X-Forwarded-For names the visitor. */
  readonly trustedProxies: readonly string[];
  /** Text for `sh -c` in a container of the app's new image; may span lines. */
  readonly releaseCommand: string | undefined;
  /** Validated text; `shellWords` (src/inputs/parsers/shell-words.ts) splits it into the arguments of `compose run --rm certbot`. */
  readonly certifyCommand: string | undefined;
  /** Like `certifyCommand`. */
  readonly renewCommand: string | undefined;
  readonly email: string | undefined;
  /** ACME directory URL. */
  readonly acmeServer: string;
  /** Five cron fields; undefined: twice a day, at a minute derived from the site name. */
  readonly renewSchedule: string | undefined;
  readonly dns: DnsInput;
  readonly healthPath: string;
  /** Statuses of the health path that are healthy; undefined: all but 5xx and those that reject the site's name. */
  readonly healthStatus: readonly StatusRange[] | undefined;
  /** A size in nginx notation: `10m`. */
  readonly maxBodySize: string;
  /** Between two parts of a response, in the bundled reverse proxy; undefined: the proxy's own. */
  readonly proxySeconds: number | undefined;
  readonly bootstrap: boolean;
  readonly composePlugin: PluginOverride | undefined;
  readonly dryRun: boolean;
  /** Records a deployment at GitHub. */
  readonly githubToken: Secret | undefined;
  /** Name of GitHub's environment of that deployment, if set. */
  readonly environment: string | undefined;
  /** Time limits of steps on the host. */
  readonly limits: Limits;
  readonly times: Times;
  readonly timeoutMs: number;
}

/** The domain and its aliases: the names of the DNS records, of the certificate and of the site. */
export function namesOf(inputs: Pick<Inputs, 'domain' | 'aliases'>): readonly string[] {
  return [inputs.domain, ...inputs.aliases];
}

/** `owner/name` of the repository at GitHub that the commit belongs to; undefined: it is elsewhere, or unknown. */
export function githubRepositoryOf({ source, repository }: Pick<Inputs, 'source' | 'repository'>): string | undefined {
  if (source.kind === 'upload') return repository === '' ? undefined : repository;
  return /^(?:ssh:\/\/)?git@github\.com[:/]([^/]+\/[^/]+?)(?:\.git)?$/.exec(source.url)?.[1];
}
