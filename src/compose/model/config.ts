import type { Mapping } from './value.js';

/**
 * A project as `docker compose config --format json` prints it, as far as it is read here, with paths that start from the repository's
 * root. Each section keeps the order of the files.
 */
export interface ComposeConfig {
  readonly name: string | undefined;
  /** Those that are started. */
  readonly services: Readonly<Record<string, ServiceConfig>>;
  /** Those of profiles that are not active. */
  readonly inactive: Readonly<Record<string, ServiceConfig>>;
  readonly networks: Readonly<Record<string, ResourceConfig>>;
  readonly volumes: Readonly<Record<string, ResourceConfig>>;
  readonly secrets: Readonly<Record<string, ResourceConfig>>;
  readonly configs: Readonly<Record<string, ResourceConfig>>;
}

/** A service in long forms; all other keys are there as the files have them. */
export interface ServiceConfig extends Mapping {
  readonly image?: string;
  readonly build?: BuildConfig;
  readonly command?: readonly string[] | null;
  readonly entrypoint?: readonly string[] | null;
  readonly container_name?: string;
  readonly network_mode?: string;
  readonly restart?: string;
  readonly scale?: number;
  readonly profiles?: readonly string[];
  readonly expose?: readonly string[];
  readonly ports?: readonly PortConfig[];
  readonly volumes?: readonly MountConfig[];
  readonly env_file?: readonly { readonly path: string; readonly required: boolean; readonly format?: string }[];
  readonly depends_on?: Readonly<Record<string, DependencyConfig>>;
  readonly networks?: Readonly<Record<string, Mapping | null>>;
  readonly healthcheck?: HealthcheckConfig;
  readonly labels?: Readonly<Record<string, string>>;
  readonly secrets?: readonly { readonly source: string; readonly target?: string }[];
  readonly configs?: readonly { readonly source: string; readonly target?: string }[];
  readonly deploy?: Mapping & { readonly replicas?: number };
}

export interface BuildConfig extends Mapping {
  readonly context: string;
  readonly dockerfile?: string;
  readonly dockerfile_inline?: string;
  readonly target?: string;
  readonly args?: Readonly<Record<string, string | null>>;
  readonly secrets?: readonly { readonly source: string; readonly target?: string }[];
  /** Keys of an SSH agent: `default`, `id=path`, or a mapping of paths by id. */
  readonly ssh?: readonly string[] | Mapping;
  readonly additional_contexts?: Readonly<Record<string, string>>;
}

export interface PortConfig {
  readonly target: number;
  /** A port or a range of them; undefined: the engine chooses. */
  readonly published?: string;
  readonly host_ip?: string;
  readonly protocol: string;
}

export interface MountConfig extends Mapping {
  readonly type: string;
  readonly source?: string;
  readonly target: string;
  readonly read_only?: boolean;
  readonly bind?: Mapping;
}

export interface DependencyConfig {
  readonly condition: string;
  readonly required: boolean;
  readonly restart?: boolean;
}

export interface HealthcheckConfig extends Mapping {
  readonly test?: readonly string[];
  readonly disable?: boolean;
  readonly retries?: number;
}

/** All services, the active ones first. */
export function allServices({ services, inactive }: ComposeConfig): readonly (readonly [string, ServiceConfig])[] {
  return [...Object.entries(services), ...Object.entries(inactive)];
}

/** A network, volume, secret or config. */
export interface ResourceConfig extends Mapping {
  readonly name?: string;
  readonly external?: boolean;
  readonly file?: string;
  readonly driver?: string;
  readonly driver_opts?: Readonly<Record<string, string>>;
}

/** A project without anything in it. */
export const NO_CONFIG: ComposeConfig = {
  ...{ name: undefined, services: {}, inactive: {}, networks: {}, volumes: {}, secrets: {}, configs: {} },
};
