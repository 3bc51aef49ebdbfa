import type { Lookup } from './template.js';
import { shellWords } from './shell-words.js';
import { isList, isMapping, mappingOf, mapValues, textOf, type Mapping } from './value.js';
import { clean } from './volume-form.js';

interface Around {
  readonly lookup: Lookup;
  /** The project directory. */
  readonly folder: string;
}

/** A model with defaults, names and implied dependencies put in (compose-go, loader/normalize.go and types). @throws Problem */
export function normalised(model: Mapping, lookup: Lookup, folder = '.'): Mapping {
  const around = { lookup, folder };
  const services = mapValues(mappingOf(model['services']), (service) => serviceOf(mappingOf(service), around));
  const networks = mappingOf(model['networks']);
  const usesDefault = Object.values(services).some((service) =>
    Object.hasOwn(mappingOf(mappingOf(service)['networks']), 'default'),
  );
  return {
    ...model,
    services,
    networks: usesDefault && !Object.hasOwn(networks, 'default') ? { ...networks, default: null } : networks,
  };
}

function serviceOf(service: Mapping, around: Around): Mapping {
  const changes: Mapping = {
    build: isMapping(service['build']) ? buildOf(service['build'], around) : undefined,
    command: wordsOf(service['command']),
    entrypoint: wordsOf(service['entrypoint']),
    environment: valuesOf(service['environment'], around.lookup, true),
    labels: labelsOf(service['labels']),
    expose: isList(service['expose']) ? service['expose'].map(textOf) : undefined,
    ports: isList(service['ports']) ? service['ports'].map(portOf) : undefined,
    volumes: isList(service['volumes']) ? service['volumes'].map(mountOf) : undefined,
    secrets: isList(service['secrets']) ? service['secrets'].map(secretOf) : undefined,
    healthcheck: isMapping(service['healthcheck']) ? checkOf(service['healthcheck']) : undefined,
    networks: networksOf(service),
    depends_on: dependenciesOf(service),
    ...scaleOf(service),
  };
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...service, ...(Object.fromEntries(given) as Mapping) };
}

function buildOf(build: Mapping, { lookup, folder }: Around): Mapping {
  const file = build['dockerfile'] ?? (build['dockerfile_inline'] === undefined ? 'Dockerfile' : undefined);
  return {
    ...build,
    context: build['context'] ?? folder,
    ...(file === undefined ? {} : { dockerfile: file }),
    ...(build['args'] === undefined ? {} : { args: valuesOf(build['args'], lookup, false) }),
  };
}

/** `KEY=value` lists and mappings as one mapping; a key without a value has that of the variable, or none. */
function valuesOf(value: unknown, lookup: Lookup, keepsUnset: boolean): Mapping | undefined {
  if (value === undefined) return undefined;
  const pairs: readonly (readonly [string, unknown])[] = isList(value)
    ? value.map((item) => pairOf(textOf(item)))
    : Object.entries(mappingOf(value));
  return Object.fromEntries(
    pairs.flatMap(([key, item]) => {
      const known = item ?? lookup(key) ?? null;
      return known === null && !keepsUnset ? [] : [[key, known === null ? null : textOf(known)]];
    }),
  );
}

function pairOf(text: string): readonly [string, string | null] {
  const at = text.indexOf('=');
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

function labelsOf(labels: unknown): Mapping | undefined {
  if (labels === undefined) return undefined;
  const pairs = isList(labels) ? labels.map((label) => pairOf(textOf(label))) : Object.entries(mappingOf(labels));
  return Object.fromEntries(pairs.map(([key, value]) => [key, value === null ? '' : textOf(value)]));
}

function wordsOf(command: unknown): unknown {
  return typeof command === 'string' ? shellWords(command) : command;
}

function portOf(port: unknown): unknown {
  const { published, ...rest } = mappingOf(port);
  const host =
    published === undefined || published === null || published === '' ? {} : { published: textOf(published) };
  return { mode: 'ingress', protocol: 'tcp', ...rest, ...host };
}

function mountOf(mount: unknown): unknown {
  const volume = mappingOf(mount);
  return typeof volume['target'] === 'string' ? { ...volume, target: clean(volume['target']) } : volume;
}

function secretOf(secret: unknown): unknown {
  const mounted = mappingOf(secret);
  return { ...mounted, target: mounted['target'] ?? `/run/secrets/${textOf(mounted['source'])}` };
}

function checkOf(check: Mapping): Mapping {
  return typeof check['test'] === 'string' ? { ...check, test: ['CMD-SHELL', check['test']] } : check;
}

function networksOf(service: Mapping): unknown {
  if (service['network_mode'] !== undefined || service['provider'] !== undefined) return service['networks'];
  return Object.keys(mappingOf(service['networks'])).length === 0 ? { default: null } : service['networks'];
}

/** What `depends_on` says, and what follows from sharing something with another service. */
function dependenciesOf(service: Mapping): Mapping | undefined {
  const named = listOf(service['links']).map(
    (link) => [link.split(':').length === 2 ? (link.split(':')[0] ?? '') : link, true] as const,
  );
  const shared = ['network_mode', 'ipc', 'pid', 'uts', 'cgroup'].flatMap((key) => {
    const mode = service[key];
    return typeof mode === 'string' && mode.startsWith('service:')
      ? [[mode.slice('service:'.length), true] as const]
      : [];
  });
  const volumes = listOf(service['volumes_from'])
    .filter((from) => !from.startsWith('container:'))
    .map((from) => [from.split(':')[0] ?? '', false] as const);
  const implied = [...named, ...shared, ...volumes].map(([name, restart]) => [
    name,
    { condition: 'service_started', restart, required: true },
  ]);
  const all = { ...(Object.fromEntries(implied.reverse()) as Mapping), ...mappingOf(service['depends_on']) };
  return Object.keys(all).length === 0 ? undefined : all;
}

function listOf(value: unknown): readonly string[] {
  return isList(value) ? value.map(textOf) : [];
}

/** Compose tells `scale` as `deploy.replicas` too where there is a `deploy`. */
function scaleOf(service: Mapping): Mapping {
  const { scale, deploy } = service;
  return typeof scale === 'number' && isMapping(deploy)
    ? { deploy: { ...deploy, replicas: deploy['replicas'] ?? scale } }
    : {};
}
