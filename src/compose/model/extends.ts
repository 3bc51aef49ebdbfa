import { posix } from 'node:path';
import { canonical } from './canonical.js';
import { readNamed } from './files.js';
import { interpolate } from './interpolate.js';
import { LocalProblem, Problem } from './invalid.js';
import type { Loading, Part } from './loading.js';
import { merge } from './merge.js';
import { join, rebased } from './relative-paths.js';
import { withoutResets } from './resets.js';
import { unique } from './unique.js';
import { isMapping, type Mapping, type Path } from './value.js';
import { readDocuments } from './yaml.js';

/** Where a service is looked for. */
interface Place {
  readonly file: string;
  readonly services: Mapping;
  readonly resets: readonly Path[];
}

/** A part whose services have what they extend put under them (compose-go, loader/extends.go). @throws Problem */
export function withExtends({ file, content, resets }: Part, loading: Loading): Mapping {
  const { services } = content;
  if (services === undefined || services === null) return content;
  if (!isMapping(services)) throw new Problem('`services` is not a mapping');
  const made: Record<string, unknown> = { ...services };
  for (const name of Object.keys(services)) made[name] = extended(name, { file, services: made, resets }, loading, []);
  return { ...content, services: made };
}

function extended(name: string, place: Place, loading: Loading, trail: readonly string[]): unknown {
  const service = place.services[name];
  if (service === null || service === undefined) return null;
  if (!isMapping(service)) throw new Problem(`the service ${name} is not a mapping`);
  const base = service['extends'];
  if (base === undefined) return service;
  const ref = isMapping(base) ? base['service'] : base;
  if (typeof ref !== 'string') throw new Problem(`services.${name}.extends names no service`);
  const file = isMapping(base) ? base['file'] : undefined;
  const there = typeof file === 'string' ? placeIn(file, name, loading) : place;
  if (!Object.hasOwn(there.services, ref))
    throw new Problem(`services.${name}.extends: ${there.file} has no service ${ref}`);
  // By where it is written: a service may extend one of the same name in another file, which extends another one there.
  const step = `${name} in ${place.file}`;
  if (trail.includes(step)) throw new Problem(`services.${name}.extends has a cycle: ${[...trail, step].join(', ')}`);
  const found = extended(ref, there, loading, [...trail, step]);
  if (!isMapping(found)) return service;
  const kept = withoutResets({ services: { [name]: found } }, place.resets);
  const parent = (kept['services'] as Mapping)[name];
  const merged = merge(parent, service, ['services', 'x']) as Mapping;
  return Object.fromEntries(Object.entries(merged).filter(([key]) => key !== 'extends'));
}

/** The services of another file, with paths that start from the project directory. */
function placeIn(named: string, name: string, loading: Loading): Place {
  const file = join(loading.folder, named);
  const text = readNamed(loading.files, file);
  if (text === undefined) throw new LocalProblem(`services.${name}.extends: ${named} is not in the repository`);
  let model: Mapping = {};
  let resets: readonly Path[] = [];
  for (const document of readDocuments(file, text)) {
    const own = interpolate(document.content, loading.lookup);
    const merged = unique(merge(withoutResets(model, document.resets), own));
    model = unique(canonical(merged)) as Mapping;
    resets = document.resets;
  }
  const { services } = rebased(model, posix.dirname(named)) as Mapping;
  if (!isMapping(services)) throw new Problem(`services.${name}.extends: ${named} has no services`);
  return { file, services, resets };
}
