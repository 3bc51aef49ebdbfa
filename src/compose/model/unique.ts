import { Problem } from './invalid.js';
import { isList, isMapping, mapValues, ruleFinder, textOf, type Mapping, type Path } from './value.js';
import { readVolume } from './volume-form.js';

type Key = (item: unknown, path: Path) => string;

const ruleAt = ruleFinder<Key>([
  ...[
    ...[
      'networks.*.labels',
      'networks.*.ipam.options',
      'services.*.annotations',
      'services.*.build.args',
      'services.*.build.platform',
    ],
    ...[
      'services.*.build.additional_contexts',
      'services.*.build.tags',
      'services.*.build.labels',
      'services.*.cap_add',
      'services.*.cap_drop',
    ],
    ...[
      'services.*.deploy.labels',
      'services.*.dns',
      'services.*.dns_opt',
      'services.*.dns_search',
      'services.*.environment',
    ],
    ...[
      'services.*.labels',
      'services.*.links',
      'services.*.networks.*.aliases',
      'services.*.networks.*.link_local_ips',
    ],
    ...['services.*.profiles', 'services.*.sysctls', 'services.*.tmpfs'],
  ].map((pattern) => [pattern, beforeEquals] as const),
  ['services.*.devices', target],
  ['services.*.volumes', target],
  ['services.*.configs', mountedAt('')],
  ['services.*.secrets', mountedAt('/run/secrets')],
  ['services.*.env_file', envFile],
  ['services.*.expose', textOf],
  ['services.*.ports', port],
]);

/** Of several items of a list that stand for the same thing the last one counts, at the place of the first. @throws Problem */
export function unique(value: unknown, path: Path = []): unknown {
  if (isMapping(value)) return mapValues(value, (item, key) => unique(item, [...path, key]));
  const keyOf = isList(value) ? ruleAt(path) : undefined;
  if (!isList(value) || keyOf === undefined) return value;
  return [...new Map(value.map((item) => [keyOf(item, path), item])).values()];
}

function beforeEquals(item: unknown, path: Path): string {
  if (typeof item !== 'string') throw new Problem(`${path.join('.')} has an item that is not a text`);
  return item.split('=', 1)[0] ?? '';
}

function target(item: unknown, path: Path): string {
  if (isMapping(item)) {
    if (typeof item['target'] === 'string') return item['target'];
    throw new Problem(`${path.join('.')} has an item without a target`);
  }
  if (typeof item !== 'string') return '';
  if (path.at(-1) !== 'devices') return readVolume(item).target;
  const [source = '', inside] = item.split(':');
  return inside ?? source;
}

function mountedAt(folder: string): Key {
  return (item) => {
    if (isMapping(item)) return textOf(item['target'] ?? `${folder}/${textOf(item['source'])}`);
    return `${folder}/${textOf(item)}`;
  };
}

function envFile(item: unknown, path: Path): string {
  if (!isMapping(item)) return textOf(item);
  if (typeof item['path'] !== 'string') throw new Problem(`${path.join('.')} has an item without a path`);
  return item['path'];
}

function port(item: unknown, path: Path): string {
  if (!isMapping(item)) return textOf(item);
  const {
    target,
    published,
    host_ip = '0.0.0.0',
    protocol = 'tcp',
  } = item as Mapping & { host_ip?: unknown; protocol?: unknown };
  if (target === undefined) throw new Problem(`${path.join('.')} has an item without a target`);
  return JSON.stringify([host_ip, published ?? null, target, protocol]);
}
