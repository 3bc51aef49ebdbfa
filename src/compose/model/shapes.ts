import type { Rules } from './value.js';

export type Kind = 'text' | 'number' | 'truth' | 'null' | 'list' | 'mapping';

/** What may stand at a place, and the keys that it may have where it is a mapping; undefined: any. */
export interface Shape {
  readonly kinds: readonly Kind[];
  readonly keys?: ReadonlySet<string> | RegExp;
  /** Whether each item of a list has to be there once only. */
  readonly isUnique?: true;
}

const NAME = /^[a-zA-Z0-9._-]+$/;

const SERVICE_KEYS = [
  'develop deploy annotations attach build blkio_config cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count',
  'cpu_percent cpu_shares cpu_quota cpu_period cpu_rt_period cpu_rt_runtime cpus cpuset credential_spec depends_on device_cgroup_rules',
  'devices dns dns_opt dns_search domainname entrypoint env_file label_file environment expose extends provider external_links extra_hosts',
  'gpus group_add healthcheck hostname image init ipc isolation labels links logging mac_address mem_limit mem_reservation mem_swappiness',
  'memswap_limit network_mode models networks oom_kill_disable oom_score_adj pid pids_limit platform ports pre_start post_start pre_stop',
  'privileged profiles pull_policy pull_refresh_after read_only restart runtime scale security_opt shm_size secrets sysctls stdin_open',
  'stop_grace_period stop_signal storage_opt tmpfs tty ulimits use_api_socket user uts userns_mode volumes volumes_from working_dir name',
].join(' ');

const BUILD_KEYS = [
  'context dockerfile dockerfile_inline entitlements args ssh labels cache_from cache_to no_cache no_cache_filter additional_contexts',
  'network provenance sbom pull target shm_size extra_hosts isolation privileged secrets tags ulimits platforms',
].join(' ');

const keys = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const only = (...kinds: readonly Kind[]): Shape => ({ kinds });

export const TOP_KEYS = keys('version name include services models networks volumes secrets configs');

/** What compose's schema asks for, as far as it concerns what is read here. */
export const SHAPES: Rules<Shape> = [
  ['version', only('text')],
  ['name', only('text')],
  ['services', { kinds: ['mapping'], keys: NAME }],
  ...['volumes', 'networks', 'secrets', 'configs', 'models'].map(
    (key) => [key, { kinds: ['mapping'], keys: NAME }] as const,
  ),
  ['volumes.*', { kinds: ['mapping', 'null'], keys: keys('name driver driver_opts external labels') }],
  [
    'networks.*',
    {
      kinds: ['mapping', 'null'],
      keys: keys('name driver driver_opts ipam external internal enable_ipv4 enable_ipv6 attachable labels'),
    },
  ],
  [
    'secrets.*',
    { kinds: ['mapping'], keys: keys('name environment file external labels driver driver_opts template_driver') },
  ],
  ['configs.*', { kinds: ['mapping'], keys: keys('name content environment file external labels template_driver') }],
  ['services.*', { kinds: ['mapping'], keys: keys(SERVICE_KEYS) }],
  ['services.*.build', { kinds: ['text', 'mapping'], keys: keys(BUILD_KEYS) }],
  [
    'services.*.healthcheck',
    { kinds: ['mapping'], keys: keys('disable interval retries test timeout start_period start_interval') },
  ],
  ['services.*.healthcheck.test', only('text', 'list')],
  ['services.*.healthcheck.test.[]', only('text')],
  [
    'services.*.deploy',
    {
      kinds: ['mapping', 'null'],
      keys: keys('mode endpoint_mode replicas labels rollback_config update_config resources restart_policy placement'),
    },
  ],
  ['services.*.ports', only('list')],
  [
    'services.*.ports.[]',
    { kinds: ['number', 'text', 'mapping'], keys: keys('name mode host_ip target published protocol app_protocol') },
  ],
  ['services.*.volumes', only('list')],
  [
    'services.*.volumes.[]',
    { kinds: ['text', 'mapping'], keys: keys('type source target read_only consistency bind volume tmpfs image') },
  ],
  ['services.*.volumes.[].type', only('text')],
  ['services.*.env_file.[]', { kinds: ['text', 'mapping'], keys: keys('path format required') }],
  ['services.*.env_file', only('text', 'list')],
  ['services.*.depends_on', { kinds: ['list', 'mapping'], keys: NAME }],
  ['services.*.depends_on.*', { kinds: ['mapping'], keys: keys('restart required condition') }],
  ['services.*.networks', { kinds: ['list', 'mapping'], keys: NAME }],
  ['services.*.networks.*', only('mapping', 'null')],
  ...['environment', 'labels', 'build.args', 'build.labels', 'sysctls'].flatMap((key) => [
    [`services.*.${key}`, only('list', 'mapping')] as const,
    [`services.*.${key}.*`, only('text', 'number', 'truth', 'null')] as const,
    [`services.*.${key}.[]`, only('text')] as const,
  ]),
  ...['command', 'entrypoint'].flatMap((key) => [
    [`services.*.${key}`, only('text', 'list', 'null')] as const,
    [`services.*.${key}.[]`, only('text')] as const,
  ]),
  ...[
    'image',
    'container_name',
    'network_mode',
    'restart',
    'hostname',
    'user',
    'working_dir',
    'platform',
    'pull_policy',
  ].map((key) => [`services.*.${key}`, only('text')] as const),
  ...[
    'secrets',
    'configs',
    'expose',
    'profiles',
    'cap_add',
    'cap_drop',
    'links',
    'external_links',
    'volumes_from',
    'security_opt',
    'devices',
  ].map((key) => [`services.*.${key}`, { kinds: ['list'], isUnique: true }] as const),
  ...['profiles', 'links', 'cap_add', 'cap_drop', 'volumes_from'].map(
    (key) => [`services.*.${key}.[]`, only('text')] as const,
  ),
  ['services.*.expose.[]', only('text', 'number')],
  ['services.*.build.context', only('text')],
  ['services.*.build.dockerfile', only('text')],
  ['services.*.build.target', only('text')],
];
