import { Problem } from './invalid.js';
import { readPorts } from './port-form.js';
import { isList, isMapping, mapValues, ruleFinder, textOf, type Path } from './value.js';
import { readVolume } from './volume-form.js';

type Change = (value: unknown, path: Path) => unknown;

const ruleAt = ruleFinder<Change>([
  ['services.*.build', (build, path) => (typeof build === 'string' ? { context: build } : inside(build, path))],
  ['services.*.build.secrets.[]', mounted],
  ['services.*.build.additional_contexts', keyValues],
  ['services.*.depends_on', dependencies],
  ['services.*.env_file', envFiles],
  ['services.*.label_file', oneOrMore],
  ['services.*.dns', oneOrMore],
  ['services.*.extends', (base, path) => (typeof base === 'string' ? { service: base } : inside(base, path))],
  ['services.*.networks', names],
  ['services.*.models', names],
  ['services.*.volumes.[]', volume],
  ['services.*.secrets.[]', mounted],
  ['services.*.configs.[]', mounted],
  ['services.*.ports', ports],
  ...['volumes.*', 'networks.*', 'secrets.*', 'configs.*'].map((pattern) => [pattern, external] as const),
]);

/** The long forms of everything that has short ones (compose-go, transform/canonical.go). @throws Problem */
export function canonical(value: unknown, path: Path = []): unknown {
  const rule = ruleAt(path);
  return rule === undefined ? inside(value, path) : rule(value, path);
}

function inside(value: unknown, path: Path): unknown {
  if (isList(value)) return value.map((item) => canonical(item, [...path, '[]']));
  return isMapping(value) ? mapValues(value, (item, key) => canonical(item, [...path, key])) : value;
}

function mounted(item: unknown): unknown {
  return typeof item === 'string' ? { source: item } : item;
}

function oneOrMore(value: unknown): unknown {
  return typeof value === 'string' ? [value] : value;
}

function names(value: unknown): unknown {
  return isList(value) ? Object.fromEntries(value.map((name) => [textOf(name), null])) : value;
}

function keyValues(value: unknown, path: Path): unknown {
  if (!isList(value)) return value;
  return Object.fromEntries(
    value.map((item) => {
      const [, key, rest] = /^([^=]*)=([^]*)$/.exec(textOf(item)) ?? [];
      if (key === undefined) throw new Problem(`${path.join('.')}: ${textOf(item)} is not key=value`);
      return [key, rest];
    }),
  );
}

function dependencies(value: unknown, path: Path): unknown {
  if (isList(value)) return dependencies(Object.fromEntries(value.map((name) => [textOf(name), {}])), path);
  if (!isMapping(value)) throw new Problem(`${path.join('.')} is neither a list nor a mapping`);
  return mapValues(value, (how, name) => {
    if (!isMapping(how)) throw new Problem(`${path.join('.')}.${name} is not a mapping`);
    return { ...how, condition: how['condition'] ?? 'service_started', required: how['required'] ?? true };
  });
}

function envFiles(value: unknown, path: Path): unknown {
  const all = typeof value === 'string' ? [value] : value;
  if (!isList(all)) throw new Problem(`${path.join('.')} is neither a text nor a list`);
  return all.map((file) =>
    isMapping(file) ? { ...file, required: file['required'] ?? true } : { path: file, required: true },
  );
}

function volume(value: unknown, path: Path): unknown {
  if (typeof value === 'string') return readVolume(value);
  if (isMapping(value)) return value;
  throw new Problem(`${path.slice(0, -1).join('.')} has an item that is neither a text nor a mapping`);
}

function ports(value: unknown, path: Path): unknown {
  if (!isList(value)) throw new Problem(`${path.join('.')} is not a list`);
  return value.flatMap((item): readonly unknown[] => {
    if (isMapping(item)) return [item];
    if (typeof item === 'string' || Number.isInteger(item)) return readPorts(textOf(item));
    throw new Problem(`${path.join('.')} has an item that is neither a text, nor a port, nor a mapping`);
  });
}

/** `external: {name: x}` is the old form of `external: true` with `name: x`. */
function external(value: unknown, path: Path): unknown {
  if (!isMapping(value) || !isMapping(value['external'])) return inside(value, path);
  const { name } = value;
  const outside = value['external']['name'];
  if (name !== undefined && outside !== undefined && name !== outside)
    throw new Problem(`${path.join('.')}: name and external.name differ`);
  return { ...value, external: true, ...(outside === undefined ? {} : { name: outside }) };
}
