import type { HostKeyPolicy } from '../ssh/host-keys/pin.js';
import type { EnvEntry } from '../dotenv/entry.js';
import type { Limits } from './limit-table.js';
import type { Secret } from '../secret.js';

/** Where the release's files come from. */
export type Source =
  | { readonly kind: 'upload'; readonly include: readonly string[]; readonly exclude: readonly string[] }
  | {
      readonly kind: 'git';
      /** `ssh://…` or `git@host:owner/name.git`, as git understands it. */
      readonly url: string;
      readonly sha: string;
      readonly deployKey: Secret;
      /** known_hosts lines for the git server; undefined for github.com, whose published keys are known. */
      readonly knownHosts: string | undefined;
    };

export type DnsInput =
  | {
      readonly kind: 'route53';
      readonly hostedZoneId: string | undefined;
      /** IP or DNS name that the records point at. Default: the host. */
      readonly target: string;
    }
  | { readonly kind: 'none' };

/** What the bundled edge talks to. */
export interface AppInput {
  readonly service: string;
  readonly port: number;
  readonly protocol: 'uwsgi' | 'http';
}

/** A docker compose plugin to use in place of the pinned release (a mirror in a closed network). */
export interface PluginOverride {
  readonly url: string;
  readonly sha256: string;
}

/** Everything the run was asked for, checked. Made only by `parseInputs`. */
export interface Inputs {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly sshKey: Secret;
  readonly sshKeyPassphrase: Secret | undefined;
  readonly hostKey: HostKeyPolicy;
  readonly domain: string;
  readonly aliases: readonly string[];
  /** As given: absolute, or beginning with `~/`. */
  readonly path: string;
  /** Name of the compose project, where it is given. */
  readonly projectName: string | undefined;
  /** `owner/name` of the repository that the job runs for; '' when nobody said. */
  readonly repository: string;
  /** Absolute path of the checked-out repository on the runner. */
  readonly workspace: string;
  /** The commit, 40 or 64 hex digits; '' when nobody said (only with `upload`). */
  readonly sha: string;
  readonly source: Source;
  /** undefined: neither `env` nor `env-file` was given, so the `.env` on the host is kept. */
  readonly env: readonly EnvEntry[] | undefined;
  readonly composeFile: string | undefined;
  readonly app: AppInput;
  /** Text for `sh -c` in a container of the app's new image, as given; may span lines. */
  readonly releaseCommand: string | undefined;
  /** As given; `shellWords` (src/inputs/parsers/shell-words.ts) gives the words after `compose run --rm certbot`, and it is known to. */
  readonly certifyCommand: string | undefined;
  /** As `certifyCommand`. */
  readonly renewCommand: string | undefined;
  readonly email: string | undefined;
  /** ACME directory URL. */
  readonly acmeServer: string;
  /** Five cron fields; undefined: twice a day at a minute of the site's own. */
  readonly renewSchedule: string | undefined;
  readonly dns: DnsInput;
  readonly healthPath: string;
  /** As nginx writes sizes: `10m`. */
  readonly maxBodySize: string;
  readonly bootstrap: boolean;
  readonly composePlugin: PluginOverride | undefined;
  readonly dryRun: boolean;
  /** For steps on the host. */
  readonly limits: Limits;
  readonly timeoutMs: number;
}

/** The site's name and its aliases: the names of the records, of the certificate and of the site. */
export function namesOf(inputs: Pick<Inputs, 'domain' | 'aliases'>): readonly string[] {
  return [inputs.domain, ...inputs.aliases];
}
