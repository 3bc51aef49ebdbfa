/**
 * The job document: what the runner planned for the host, as `job.json` of the bundle. `templates/host/program/job` reads it. Names are
 * written as Python writes them; times are seconds.
 */
export interface HostJob {
  readonly site: HostSite;
  readonly app: HostApp;
  readonly run: HostRun;
  /** null: the site runs in containers. */
  readonly native: HostNative | null;
  /** The release that this run makes or goes on with. */
  readonly release: string;
  /** Those whose health counts after the switch: what a person stopped is not among them. */
  readonly services: readonly string[];
  /** The release that `current` has to be for the plan to hold; '' for none. */
  readonly expected_release: string;
  /** In the order in which they run. */
  readonly steps: readonly HostStep[];
  /** What follows a failed switch. */
  readonly rollback: HostStep;
}

/** Names of the site on its host. */
export interface HostSite {
  readonly root: string;
  readonly project: string;
  readonly proxy_service: string;
  readonly has_own_proxy: boolean;
  readonly certificate_name: string;
  readonly certificate_volume: string | null;
  readonly certbot_service: string | null;
  readonly certbot_webroot: string | null;
  readonly webroot_volume: string | null;
  /** The container that serves while the proxy is replaced. */
  readonly temporary_proxy: string;
  readonly cron_mark: string;
}

/** The service that the reverse proxy passes requests to. */
export interface HostApp {
  readonly service: string;
  /** In the order of likelihood; empty: the running container tells. */
  readonly ports: readonly number[];
  /** The app has no other port than these; else one that is found to answer is taken where none of these listens. */
  readonly sure_ports: boolean;
  /** null: the running container tells. */
  readonly protocol: 'http' | 'https' | 'uwsgi' | null;
  /** Asked to find out whether a new container answers. */
  readonly health_path: string;
  readonly replicas: number;
  /** Update order: the new containers start before the old ones stop. */
  readonly start_first: boolean;
}

/** How a site runs straight on the host, without Docker. */
export interface HostNative {
  /** Of its user and its units: `ehd-SITE`. */
  readonly name: string;
  /** Of the project within the release; '' is its root. */
  readonly folder: string;
  /** The web process, a text for `sh -c 'exec …'`; it takes its socket from systemd (descriptor 3). */
  readonly start: string;
  /** Further processes; names are `[a-z0-9-]{1,20}`. */
  readonly workers: readonly { readonly name: string; readonly command: string }[];
  /** Key of the virtual environment, 16 hexadecimal digits; '' for no Python packages. */
  readonly venv: string;
  /** Paths in the release, in the order of installation. */
  readonly requirements: readonly string[];
  /** Further requirement specifiers, such as `pyuwsgi==2.0.30.post1`. */
  readonly packages: readonly string[];
  /** The program that makes the virtual environment: `python3`, `python3.13`. */
  readonly python: string;
  /** Packages of the distribution, which are installed before those of Python. */
  readonly system_packages: readonly string[];
  /** Collects static files when the packages are there; '' for none. */
  readonly static_command: string;
  /** Set where the release's env does not set them; never secrets. */
  readonly environment: Readonly<Record<string, string>>;
  readonly memory_max_bytes: number | null;
}

export interface HostRun {
  /** Who holds the lock: `run 42 of deploy by alice`. */
  readonly holder: string;
  /** By which a later run of the same workflow is known; null: unknown. */
  readonly order: RunOrder | null;
  /** Labels this run's own containers; letters and digits. */
  readonly token: string;
  readonly lock_wait_seconds: number;
  /** For all steps together. */
  readonly work_seconds: number;
  readonly health_seconds: number;
  /** Instead of what the containers' own health checks allow; null: as long as they do, and `health_seconds` at least. */
  readonly health_timeout_seconds: number | null;
  /** For requests to the old release to end; null: for a minute, or until no connection has ended for ten seconds. */
  readonly drain_seconds: number | null;
  /** How long the new release has to stay healthy before it replaces the old one. */
  readonly min_ready_seconds: number;
  /** Whether packages may be installed. */
  readonly may_install: boolean;
  /** How often things are done; tests are in more of a hurry than the defaults of templates/host/program/job/document.py. */
  readonly pace?: Readonly<Record<string, number>>;
}

/** A run among those of its workflow, and what it deploys. */
export interface RunOrder {
  /** `owner/name/.github/workflows/deploy.yml` */
  readonly workflow: string;
  /** GitHub's, counted from 1 for each workflow; an attempt to run it again keeps it. */
  readonly number: number;
  /** '' if unknown. */
  readonly commit: string;
}

interface Limited {
  readonly limit_seconds: number;
}

/** A step on the host, with all that it needs besides the bundle's files. */
export type HostStep = Limited & HostStepData;

export type HostStepData =
  | {
      readonly kind: 'bootstrap';
      /** Of `docker`, `compose`, `git`, `cron`, …: what is missing. */
      readonly needs: readonly string[];
      readonly os_family: string;
      readonly compose_minimum: string;
      readonly plugin: { readonly url: string; readonly sha256: string } | null;
      readonly buildx_minimum: string;
      readonly buildx_plugin: { readonly url: string; readonly sha256: string } | null;
      readonly swap_bytes: number;
    }
  /** `record/`, `manifest.delta` and `files/` lie in the bundle. */
  | {
      readonly kind: 'files';
      readonly source: 'upload' | 'git';
      readonly sha: string;
      readonly manifest_digest: string;
      /** The release that this run has begun and does not go on with, which has the files; '' for none. */
      readonly unfinished: string;
    }
  /** The values lie in the bundle's `env`, the repository's own in `repository-env`. `record`: beside the release, which is a build context. */
  | { readonly kind: 'env'; readonly place: 'tree' | 'record' }
  /** Without the project's own compose files there is nothing to compare. `without_env_files` lies in the bundle. */
  | {
      readonly kind: 'confirm';
      readonly compose_files: readonly string[];
      /** Whether COMPOSE_FILE of the release's .env may name others. */
      readonly may_find_others: boolean;
      readonly profiles: readonly string[];
      /** Files whose words are no secrets. */
      readonly sources: readonly string[];
      /** The facts that the plan was made from, see templates/host/program/compose/facts.py; null: there are none. */
      readonly facts: string | null;
      readonly reading_digest: string;
      /** Whether the facts are compose's own. */
      readonly is_told: boolean;
    }
  /** A compose file that no longer reads `.env` in the release's directory lies in the bundle, `build.compose.yml`. */
  | {
      readonly kind: 'build';
      readonly built: readonly {
        readonly service: string;
        readonly built_by: string;
        /** Of the image on the host, without a tag. */
        readonly repository: string;
        readonly declared: string | null;
      }[];
      /** Services whose images come from elsewhere; `pin` is the name to keep to, `image` the name if it is known, `moved` whether it is pulled anew. */
      readonly pulled: readonly {
        readonly service: string;
        readonly repository: string;
        readonly pin: string | null;
        readonly image: string | null;
        readonly moved: boolean;
      }[];
      readonly pull_bases: boolean;
      /** Whether compose reads no file of the project unless there is a `.env`. */
      readonly names_env: boolean;
      readonly pull_seconds: number;
    }
  | { readonly kind: 'data' }
  /** The contents lie in the bundle's `input-files/`, the list in its `record/input-files`. */
  | { readonly kind: 'input-files' }
  | {
      readonly kind: 'release-command';
      /** Text for `sh -c` in a container of the service's new image. */
      readonly command: string;
      readonly service: string;
      /** Services that must run before. */
      readonly dependencies: readonly string[];
      readonly one_shots: readonly string[];
    }
  /** The configuration lies in the bundle's `proxy/`. */
  | { readonly kind: 'proxy' | 'serve-https'; readonly hsts_seconds: number }
  | { readonly kind: 'up' | 'rollback'; readonly one_shots: readonly string[] }
  /** Name and content of the probe file. */
  | { readonly kind: 'probe'; readonly token: string }
  | {
      readonly kind: 'certify';
      readonly names: readonly string[];
      /** Words after `compose run --rm SERVICE`; empty: the default command. */
      readonly command: readonly string[];
      readonly acme_server: string;
      readonly email: string | null;
      /** Whether certbot listens on port 80 itself, that of the release to come; else the proxy of the current one passes on what it writes. */
      readonly standalone: boolean;
      /** The probe file to remove; '' for none. */
      readonly probe_token: string;
    }
  /** The program lies in the bundle's `renewal/`. `cron_command` is what the line has cron run. */
  | { readonly kind: 'renewal'; readonly cron_line: string; readonly cron_command: string }
  | { readonly kind: 'prune'; readonly keep: number; readonly needed_bytes: number; readonly needed_inodes: number };
