import type { BuildConfig, ComposeConfig, ServiceConfig } from '../model/config.js';
import { isList, isMapping, mappingOf, mapValues, textOf, type Mapping } from '../model/value.js';
import { sshKeys } from '../ssh-keys.js';
import { milliseconds } from './duration.js';
import { hidden } from './words.js';

/**
 * What decides something of a project, in the one form in which the runner's reading and compose's are compared. It is a compose file in
 * long forms, without the values of variables that no fact needs: compose/facts.py makes the same of what compose prints.
 */
export interface ProjectFacts {
  /** Those that are started. */
  readonly services: Mapping;
  readonly inactive: Mapping;
  readonly networks: Mapping;
  readonly volumes: Mapping;
  readonly secrets: Mapping;
  readonly configs: Mapping;
}

/** Taken as they are; SERVICE_KEYS of compose/facts.py is the same list. */
const PLAIN = [
  ...['image', 'container_name', 'network_mode', 'restart', 'scale', 'profiles', 'expose', 'pull_policy', 'platform'],
] as const;

/** The keys of a service that are facts. */
export const SERVICE_FACTS: readonly string[] = [
  ...PLAIN,
  ...[
    'command',
    'entrypoint',
    'build',
    'ports',
    'volumes',
    'depends_on',
    'networks',
    'healthcheck',
    'secrets',
    'configs',
  ],
  ...['deploy', 'stop_grace_period'],
];

/** @param known the words of the compose files, see `wordsIn` */
export function projectFacts(config: ComposeConfig, known: ReadonlySet<string>): ProjectFacts {
  const services = (section: ComposeConfig['services']): Mapping =>
    mapValues(section, (service) => serviceFacts(service as ServiceConfig, known));
  const used = usedNames(config);
  const section = (key: keyof typeof used, facts: (item: Mapping) => Mapping): Mapping =>
    Object.fromEntries(
      Object.entries(config[key])
        .filter(([name]) => used[key].has(name))
        .map(([name, item]) => [name, trimmed(facts(item))]),
    );
  return {
    services: services(config.services),
    inactive: services(config.inactive),
    networks: section('networks', ({ name, external, driver }) => ({ name, external: truth(external), driver })),
    volumes: section('volumes', ({ name, external, driver, driver_opts: options }) => ({
      ...{ name, external: truth(external), driver, driver_opts: optionFacts(mappingOf(options), known) },
    })),
    secrets: section('secrets', ({ environment, ...item }) => ({ ...contentFacts(item), environment })),
    configs: section('configs', contentFacts),
  };
}

function serviceFacts(service: ServiceConfig, known: ReadonlySet<string>): Mapping {
  const { build, command, entrypoint, ports, volumes, depends_on: needs, networks, healthcheck, deploy } = service;
  const words = (list: readonly string[] | null | undefined): readonly string[] =>
    list === undefined || list === null || list.length === 0 ? [] : [hidden(list.join(' '), known)];
  return trimmed({
    ...Object.fromEntries(PLAIN.map((key) => [key, service[key]])),
    command: words(command),
    entrypoint: words(entrypoint),
    build: build === undefined ? undefined : buildFacts(build, known),
    ports: (ports ?? []).map(({ host_ip, target, published, protocol }) =>
      trimmed({ host_ip, target, published, protocol }),
    ),
    volumes: (volumes ?? []).map(mountFacts),
    depends_on: mapValues(mappingOf(needs), (how) => ({
      ...mappingOf(how),
      restart: truth(mappingOf(how)['restart']) === true,
    })),
    networks: mapValues(mappingOf(networks), (how) => {
      const { aliases, ipv4_address, ipv6_address } = mappingOf(how);
      return trimmed({ aliases, ipv4_address, ipv6_address });
    }),
    healthcheck: healthcheck === undefined ? undefined : checkFacts(healthcheck, known),
    secrets: (service.secrets ?? []).map(({ source, target }) => trimmed({ source, target })),
    configs: (service.configs ?? []).map(({ source, target }) => trimmed({ source, target })),
    deploy: trimmed({
      replicas: deploy?.replicas,
      update_config: trimmed({ order: mappingOf(mappingOf(deploy)['update_config'])['order'] }),
    }),
    stop_grace_period: milliseconds(service['stop_grace_period']),
  });
}

function buildFacts(build: BuildConfig, known: ReadonlySet<string>): Mapping {
  const { context, dockerfile, dockerfile_inline: inline, target, additional_contexts: more } = build;
  return trimmed({
    ...{ dockerfile, target, context: withoutLogin(context) },
    dockerfile_inline: typeof inline === 'string' ? hidden(inline, known) : undefined,
    additional_contexts: mapValues(mappingOf(more), withoutLogin),
    ssh: sshKeys(build),
    secrets: (build.secrets ?? []).map(({ source, target }) => trimmed({ source, target })),
  });
}

/** A repository's address may have a token in it. */
function withoutLogin(context: unknown): unknown {
  return typeof context === 'string' ? context.replace(/:\/\/[^/@]*@/, '://') : context;
}

function mountFacts({ type, source, target, read_only: readOnly, bind }: Mapping): Mapping {
  const { propagation, selinux, create_host_path: isMade } = mappingOf(bind);
  const options = trimmed({ propagation, selinux, create_host_path: isMade === false ? false : undefined });
  return trimmed({ ...{ type, source, target }, read_only: truth(readOnly), bind: options });
}

function checkFacts({ test, disable, retries, ...times }: Mapping, known: ReadonlySet<string>): Mapping {
  const [form, ...words] = isList(test) ? test.map(textOf) : [];
  const rest = words.length === 0 ? [] : [hidden(words.join(' '), known)];
  return trimmed({
    ...{ test: form === undefined ? [] : [form, ...rest], disable: truth(disable), retries },
    ...mapValues(times, milliseconds),
  });
}

/** What `mount -o` is given may be the login of a file server. */
function optionFacts(options: Mapping, known: ReadonlySet<string>): Mapping {
  return mapValues(options, (value, key) => (key === 'device' ? value : hidden(textOf(value), known)));
}

function contentFacts({ name, external, file }: Mapping): Mapping {
  return { name, external: truth(external), file };
}

function truth(value: unknown): true | undefined {
  return value === true ? true : undefined;
}

/** Compose prints what services use, and nothing else. */
function usedNames({ services, inactive }: ComposeConfig) {
  const all = [...Object.values(services), ...Object.values(inactive)];
  const mounts = all.flatMap(({ volumes = [] }) => volumes.filter(({ type }) => type === 'volume'));
  const buildSecrets = all.flatMap(({ build }) =>
    isList(build?.['secrets']) ? build['secrets'].filter(isMapping) : [],
  );
  return {
    networks: new Set(all.flatMap(({ networks = {} }) => Object.keys(networks))),
    volumes: new Set(mounts.map(({ source }) => source ?? '')),
    secrets: new Set([
      ...all.flatMap(({ secrets = [] }) => secrets.map(({ source }) => source)),
      ...buildSecrets.map(({ source }) => textOf(source)),
    ]),
    configs: new Set(all.flatMap(({ configs = [] }) => configs.map(({ source }) => source))),
  };
}

/** Without what is empty or unset. */
function trimmed(facts: Mapping): Mapping {
  const isEmpty = (value: unknown): boolean =>
    value === undefined ||
    value === null ||
    value === '' ||
    (isList(value) && value.length === 0) ||
    (isMapping(value) && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => !isEmpty(value)));
}
