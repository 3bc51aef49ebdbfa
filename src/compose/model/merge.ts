import { Problem } from './invalid.js';
import { isList, isMapping, ruleFinder, textOf, type Mapping, type Path } from './value.js';

type Merge = (earlier: unknown, later: unknown, path: Path) => unknown;

const STARTED = { condition: 'service_started', required: true };

const ruleAt = ruleFinder<Merge>([
  ...[
    ...[
      'networks.*.labels',
      'volumes.*.labels',
      'services.*.annotations',
      'services.*.build.args',
      'services.*.build.labels',
    ],
    ...[
      'services.*.build.additional_contexts',
      'services.*.deploy.labels',
      'services.*.dns',
      'services.*.dns_opt',
      'services.*.dns_search',
    ],
    ...[
      'services.*.env_file',
      'services.*.label_file',
      'services.*.environment',
      'services.*.labels',
      'services.*.sysctls',
      'services.*.tmpfs',
    ],
    'services.*.volumes.*.volume.labels',
  ].map((pattern) => [pattern, sequences] as const),
  ...['services.*.command', 'services.*.entrypoint', 'services.*.healthcheck.test'].map(
    (pattern) => [pattern, later] as const,
  ),
  ...['services.*.extra_hosts', 'services.*.build.extra_hosts'].map((pattern) => [pattern, hosts] as const),
  ...['services.*.networks', 'services.*.models'].map((pattern) => [pattern, named(null)] as const),
  ['services.*.depends_on', named(STARTED)],
  ['services.*.build', builds],
  ['services.*.logging', logging],
  ['services.*.ulimits.*', later],
  ['networks.*.ipam.config', ipam],
]);

/** The rules of the Compose specification ("Merge"), in compose-go's words: override/merge.go. @throws Problem */
export function merge(earlier: unknown, later: unknown, path: Path = []): unknown {
  const rule = ruleAt(path);
  if (rule !== undefined) return rule(earlier, later, path);
  if (later === null || later === undefined) return earlier;
  if (isMapping(earlier)) {
    if (isMapping(later)) return mappings(earlier, later, path);
    throw new Problem(`${path.join('.')} cannot be overridden by something that is not a mapping`);
  }
  if (isList(earlier)) {
    if (isList(later)) return [...earlier, ...later];
    throw new Problem(`${path.join('.')} cannot be overridden by something that is not a list`);
  }
  return later;
}

function mappings(earlier: Mapping, later: Mapping, path: Path): Mapping {
  const changes = Object.entries(later).map(([key, value]) => [
    key,
    Object.hasOwn(earlier, key) && !key.startsWith('x-') ? merge(earlier[key], value, [...path, key]) : value,
  ]);
  return { ...earlier, ...(Object.fromEntries(changes) as Mapping) };
}

function later(_: unknown, later: unknown): unknown {
  return later;
}

function sequences(earlier: unknown, later: unknown): unknown {
  return [...sequenceOf(earlier), ...sequenceOf(later)];
}

function hosts(earlier: unknown, later: unknown): unknown {
  const before = sequenceOf(earlier);
  return [...before, ...sequenceOf(later).filter((host) => !before.includes(host))];
}

/** `KEY=value` for each entry of a mapping, in the order of the texts. */
function sequenceOf(value: unknown): readonly unknown[] {
  if (isList(value)) return value;
  if (typeof value === 'string') return [value];
  if (!isMapping(value)) return [];
  return Object.entries(value)
    .flatMap(([key, item]) => {
      if (item === null) return [key];
      return (isList(item) ? item : [item]).map((one) => `${key}=${textOf(one)}`);
    })
    .sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
}

function named(value: Mapping | null): Merge {
  return (earlier, later, path) => mappings(mappingOf(earlier, value), mappingOf(later, value), path);
}

function mappingOf(names: unknown, value: Mapping | null): Mapping {
  if (isMapping(names)) return names;
  return isList(names) ? Object.fromEntries(names.map((name) => [textOf(name), value])) : {};
}

function builds(earlier: unknown, later: unknown, path: Path): unknown {
  const long = (build: unknown): Mapping =>
    typeof build === 'string' ? { context: build } : isMapping(build) ? build : {};
  return mappings(long(earlier), long(later), path);
}

/** Options of the same driver are merged, those of another one replaced. */
function logging(earlier: unknown, later: unknown, path: Path): unknown {
  if (!isMapping(earlier) || !isMapping(later)) return later ?? earlier;
  const [before, after] = [earlier['driver'], later['driver']];
  return before === after || before === undefined || after === undefined ? mappings(earlier, later, path) : later;
}

function ipam(earlier: unknown, later: unknown, path: Path): unknown {
  if (!isList(earlier) || !isList(later)) throw new Problem(`${path.join('.')} is not a list`);
  const made: Mapping[] = [];
  const at = (subnet: unknown): number => made.findIndex((one) => one['subnet'] === subnet);
  for (const before of earlier.filter(isMapping)) {
    for (const after of later.filter(isMapping)) {
      if (after['subnet'] !== before['subnet'] && at(after['subnet']) < 0) made.push(after);
      else {
        const both = mappings(before, after, path);
        const index = at(both['subnet']);
        if (index < 0) made.push(both);
        else made[index] = both;
      }
    }
  }
  return made;
}
