import { posix } from 'node:path';
import type { ComposeConfig, ServiceConfig } from '../../src/compose/model/config.js';
import { invalid } from '../../src/compose/model/invalid.js';
import { parseDotenv } from '../../src/compose/model/dotenv.js';
import { isList, isMapping, mapValues, textOf, type Mapping } from '../../src/compose/model/value.js';

/** The facts of a project that are compared, in one form for both readers. */
export type Facts = Mapping;

/** Facts of what `docker compose config --format json` prints of a project in the folder `root`. */
export function dockerFacts(printed: string, root: string, home: string): Facts {
  // What compose prints is a compose file again, so it doubles each dollar sign.
  const json = JSON.parse(printed.replaceAll('$$', '$')) as Mapping;
  const relative = (path: unknown): unknown => {
    if (typeof path !== 'string') return path;
    if (path.startsWith(`${home}/`)) return path.replace(home, '~');
    return isUnder(path, root) ? posix.relative(root, path) || '.' : path;
  };
  const services = mapValues(mappingOf(json['services']), (service) => serviceFacts(mappingOf(service), relative));
  return { name: json['name'], services, ...resources(json, relative) };
}

function isUnder(path: string, root: string): boolean {
  return path.startsWith('/') && (path === root || path.startsWith(`${root}/`) || path.startsWith(posix.dirname(root)));
}

/** Facts of what the runner read. `project` is the name that compose gives a project without one. */
export function ownFacts(
  config: ComposeConfig,
  {
    project,
    readEnvFile,
    variables,
  }: { project: string; readEnvFile: (path: string) => string | undefined; variables: ReadonlyMap<string, string> },
): Facts {
  const name = config.name ?? project;
  const same = (path: unknown): unknown => path;
  const services = mapValues(config.services, (service) => {
    const facts = serviceFacts(service as ServiceConfig, same);
    return trimmed({ ...facts, environment: environmentOf(service as ServiceConfig, readEnvFile, variables) });
  });
  const used = usedOf(config);
  const sections = mapValues(used, (section) =>
    mapValues(mappingOf(section), (item, key) => ({
      ...mappingOf(item),
      name: mappingOf(item)['name'] ?? (mappingOf(item)['external'] === true ? key : `${name}_${key}`),
    })),
  );
  return { name, services, ...resources(sections, same) };
}

function environmentOf(
  service: ServiceConfig,
  read: (path: string) => string | undefined,
  variables: ReadonlyMap<string, string>,
): Mapping {
  const own = mappingOf(service['environment']);
  const lookup = (name: string): string | undefined =>
    variables.get(name) ?? (own[name] as string | null | undefined) ?? undefined;
  const texts = (service.env_file ?? []).flatMap(({ path, required }) => {
    const text = read(path);
    if (text === undefined && required) throw invalid(path, 'the env file is missing');
    return text === undefined ? [] : [text];
  });
  const files = texts.reduce(
    (before, text) => new Map([...before, ...parseDotenv(text, lookup)]),
    new Map<string, string>(),
  );
  return { ...Object.fromEntries(files), ...own };
}

/** Only what services use is printed. */
function usedOf({ services, networks, volumes, secrets, configs }: ComposeConfig): Mapping {
  const all = Object.values(services);
  const pick = (section: Mapping, names: readonly (string | undefined)[]): Mapping =>
    Object.fromEntries(Object.entries(section).filter(([key]) => names.includes(key)));
  const buildSecrets = all.flatMap(({ build }) =>
    isList(build?.['secrets']) ? build['secrets'].map((one) => textOf(mappingOf(one)['source'])) : [],
  );
  return {
    networks: pick(
      networks,
      all.flatMap((one) => Object.keys(one.networks ?? {})),
    ),
    volumes: pick(
      volumes,
      all.flatMap((one) => (one.volumes ?? []).filter(({ type }) => type === 'volume').map(({ source }) => source)),
    ),
    secrets: pick(secrets, [...all.flatMap((one) => (one.secrets ?? []).map(({ source }) => source)), ...buildSecrets]),
    configs: pick(
      configs,
      all.flatMap((one) => (one.configs ?? []).map(({ source }) => source)),
    ),
  };
}

function mappingOf(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

type Relative = (path: unknown) => unknown;

function serviceFacts(service: Mapping, relative: Relative): Mapping {
  const keys = [
    'image',
    'container_name',
    'network_mode',
    'restart',
    'scale',
    'profiles',
    'expose',
    'environment',
    'tmpfs',
    'hostname',
    'user',
    'working_dir',
  ];
  const plain = Object.fromEntries(keys.map((key) => [key, service[key]]));
  const build = service['build'];
  return trimmed({
    ...plain,
    tmpfs: typeof service['tmpfs'] === 'string' ? [service['tmpfs']] : service['tmpfs'],
    command: service['command'] ?? undefined,
    entrypoint: service['entrypoint'] ?? undefined,
    labels: service['labels'],
    build: isMapping(build) ? buildFacts(build, relative) : undefined,
    ports: listOf(service['ports']).map(({ host_ip, target, published, protocol }) =>
      trimmed({ host_ip, target, published, protocol }),
    ),
    volumes: listOf(service['volumes']).map((mount) => mountFacts(mount, relative)),
    depends_on: mapValues(mappingOf(service['depends_on']), (how) => ({
      ...mappingOf(how),
      restart: mappingOf(how)['restart'] === true,
    })),
    networks: mapValues(mappingOf(service['networks']), (how) => trimmed(mappingOf(how))),
    healthcheck: isMapping(service['healthcheck']) ? checkFacts(service['healthcheck']) : undefined,
    secrets: listOf(service['secrets']).map(({ source, target }) => trimmed({ source, target })),
    configs: listOf(service['configs']).map(({ source, target }) => trimmed({ source, target })),
    replicas: mappingOf(service['deploy'])['replicas'],
    order: mappingOf(mappingOf(service['deploy'])['update_config'])['order'],
  });
}

function listOf(value: unknown): readonly Mapping[] {
  return isList(value) ? value.filter(isMapping) : [];
}

function buildFacts(build: Mapping, relative: Relative): Mapping {
  const { context, dockerfile, dockerfile_inline, target, args, additional_contexts: more } = build;
  return trimmed({
    ...{ dockerfile, dockerfile_inline, target, args },
    context: relative(context),
    more: mapValues(mappingOf(more), relative),
  });
}

function mountFacts({ type, source, target, read_only, bind }: Mapping, relative: Relative): Mapping {
  const { propagation, selinux } = mappingOf(bind);
  return trimmed({
    type,
    source: type === 'bind' ? relative(source) : source,
    target,
    read_only: read_only === true,
    propagation,
    selinux,
  });
}

function checkFacts({ test, disable, retries, ...times }: Mapping): Mapping {
  return trimmed({ test, disable: disable === true, retries, ...mapValues(times, secondsOf) });
}

function secondsOf(duration: unknown): unknown {
  const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };
  return [...String(duration).matchAll(/([\d.]+)(ms|h|m|s)/g)].reduce(
    (sum, [, n, unit]) => sum + Number(n) * (units[unit ?? ''] ?? NaN),
    0,
  );
}

function resources(model: Mapping, relative: Relative): Mapping {
  const section = (key: string, keys: readonly string[]): Mapping =>
    mapValues(mappingOf(model[key]), (item) => {
      const facts = Object.fromEntries(keys.map((one) => [one, mappingOf(item)[one]]));
      const options = mappingOf(facts['driver_opts']);
      return trimmed({
        ...facts,
        file: relative(facts['file']),
        external: facts['external'] === true,
        driver_opts: { ...mapValues(options, textOf), device: relative(options['device']) },
      });
    });
  return {
    networks: section('networks', ['name', 'external', 'driver']),
    volumes: section('volumes', ['name', 'external', 'driver', 'driver_opts']),
    secrets: section('secrets', ['name', 'external', 'file', 'environment']),
    configs: section('configs', ['name', 'external', 'file', 'content']),
  };
}

/** Without what is empty or unset. */
function trimmed(facts: Mapping): Mapping {
  const isEmpty = (value: unknown): boolean =>
    value === undefined ||
    value === null ||
    value === '' ||
    (isList(value) && value.length === 0) ||
    (isMapping(value) && Object.values(value).every((one) => one === undefined));
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => !isEmpty(value)));
}
