import { Problem } from './invalid.js';
import { substitute, type Lookup } from './template.js';
import { isList, isMapping, mapValues, ruleFinder, type Mapping, type Path, type Rules } from './value.js';

type Cast = (text: string) => unknown;

const SERVICE_CASTS: readonly (readonly [Cast, readonly string[]])[] = [
  [
    whole,
    [
      'cpu_count',
      'cpu_period',
      'cpu_quota',
      'cpu_rt_period',
      'cpu_rt_runtime',
      'cpu_shares',
      'oom_score_adj',
      'pids_limit',
      'scale',
    ],
  ],
  [
    whole,
    [
      'deploy.replicas',
      'deploy.update_config.parallelism',
      'deploy.rollback_config.parallelism',
      'deploy.restart_policy.max_attempts',
    ],
  ],
  [
    whole,
    [
      'deploy.placement.max_replicas_per_node',
      'healthcheck.retries',
      'ports.[].target',
      'ulimits.*',
      'ulimits.*.hard',
      'ulimits.*.soft',
    ],
  ],
  [
    decimal,
    ['cpu_percent', 'cpus', 'deploy.update_config.max_failure_ratio', 'deploy.rollback_config.max_failure_ratio'],
  ],
  [
    truth,
    [
      'init',
      'depends_on.*.required',
      'depends_on.*.restart',
      'healthcheck.disable',
      'oom_kill_disable',
      'privileged',
      'read_only',
    ],
  ],
  [truth, ['stdin_open', 'tty', 'volumes.[].read_only', 'volumes.[].volume.nocopy']],
];

const TRUTHS = [
  'networks.*.external',
  'networks.*.internal',
  'networks.*.attachable',
  'networks.*.enable_ipv4',
  'networks.*.enable_ipv6',
];

const CASTS: Rules<Cast> = [
  ...SERVICE_CASTS.flatMap(([cast, keys]) => keys.map((key) => [`services.*.${key}`, cast] as const)),
  ...[...TRUTHS, 'volumes.*.external', 'secrets.*.external', 'configs.*.external'].map((key) => [key, truth] as const),
];

const castAt = ruleFinder(CASTS);

/** The same values with the variables filled in everywhere but in keys, and texts where compose wants a number or a truth made one. @throws Problem */
export function interpolate(content: Mapping, lookup: Lookup): Mapping {
  return mapValues(content, (value, key) => interpolated(value, [key], lookup));
}

function interpolated(value: unknown, path: Path, lookup: Lookup): unknown {
  if (isList(value)) return value.map((item) => interpolated(item, [...path, '[]'], lookup));
  if (isMapping(value)) return mapValues(value, (item, key) => interpolated(item, [...path, key], lookup));
  if (typeof value !== 'string') return value;
  try {
    const cast = castAt(path);
    const text = lookup.blanks?.fill(value, { path, lookup, cast }) ?? substitute(value, lookup);
    return cast === undefined ? text : cast(text);
  } catch (thrown) {
    throw thrown instanceof Problem ? new Problem(`${path.join('.')}: ${thrown.message}`) : thrown;
  }
}

function whole(text: string): number {
  if (!/^[-+]?\d+$/.test(text)) throw new Problem(`${JSON.stringify(text)} is not a whole number`);
  return Number(text);
}

function decimal(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) throw new Problem(`${JSON.stringify(text)} is not a number`);
  return number;
}

function truth(text: string): boolean {
  const lower = text.toLowerCase();
  if (['true', 'y', 'yes', 'on'].includes(lower)) return true;
  if (['false', 'n', 'no', 'off'].includes(lower)) return false;
  throw new Problem(`${JSON.stringify(text)} is neither true nor false`);
}
