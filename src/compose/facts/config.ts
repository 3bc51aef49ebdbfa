import { isDeepStrictEqual } from 'node:util';
import { canonical } from '../model/canonical.js';
import { allServices, type ComposeConfig, type ResourceConfig, type ServiceConfig } from '../model/config.js';
import { normalised } from '../model/normal.js';
import { checkShape } from '../model/shape.js';
import { isList, mappingOf, mapValues, type Mapping } from '../model/value.js';
import { projectFacts, SERVICE_FACTS } from './facts.js';

const RESOURCES = ['networks', 'volumes', 'secrets', 'configs'] as const;

/**
 * The project that compose on the host made of the files, as if it had been read here. What both tell alike, and what is no fact, such as
 * the values of the environment, is taken from `own`, the runner's reading.
 * @throws Problem it is no project
 */
export function configFrom(told: unknown, own: ComposeConfig, known: ReadonlySet<string>): ComposeConfig {
  const [active, inactive] = [sectionOf(told, 'services'), sectionOf(told, 'inactive')];
  const facts = { ...inactive, ...active };
  const model: Mapping = {
    services: mapValues(facts, (service) => withoutNames(mappingOf(service))),
    ...Object.fromEntries(RESOURCES.map((key) => [key, sectionOf(told, key)])),
  };
  checkShape(model);
  const long = normalised(canonical(model) as Mapping, () => undefined);
  const seen = projectFacts(own, known);
  const made = mapValues(sectionOf(long, 'services'), (service, name) =>
    serviceFrom(service as ServiceConfig, mappingOf(facts[name]), {
      service: own.services[name] ?? own.inactive[name] ?? {},
      facts: mappingOf(seen.services[name] ?? seen.inactive[name]),
    }),
  );
  const services = (of: Mapping): ComposeConfig['services'] =>
    Object.fromEntries(inOrder(made, own).filter(([name]) => Object.hasOwn(of, name)));
  return {
    name: own.name,
    ...{ services: services(active), inactive: services(inactive) },
    ...{ networks: resources(long, 'networks'), volumes: resources(long, 'volumes') },
    ...{ secrets: resources(long, 'secrets'), configs: withContents(resources(long, 'configs'), own.configs) },
  };
}

/** A service as the runner read it, with its facts; both empty if it has none of that name. */
interface Own {
  readonly service: ServiceConfig;
  readonly facts: Mapping;
}

function serviceFrom(service: ServiceConfig, told: Mapping, own: Own): ServiceConfig {
  const others = Object.entries(own.service).filter(([key]) => !SERVICE_FACTS.includes(key));
  const facts = SERVICE_FACTS.map((key): readonly [string, unknown] => [
    key,
    isDeepStrictEqual(own.facts[key], told[key]) ? (own.service[key] ?? service[key]) : service[key],
  ]);
  const args = own.service.build?.args;
  const build = service.build !== undefined && args !== undefined ? { build: { ...service.build, args } } : {};
  return {
    ...Object.fromEntries([...others, ...facts.filter(([, value]) => value !== undefined)]),
    ...build,
    ...named('environment', told, own),
    ...named('labels', told, own),
  };
}

/** Of these the host told the names alone. */
function named(key: 'environment' | 'labels', told: Mapping, own: Own): Mapping {
  const names = sectionOf(told, 'keys')[key];
  const all = {
    ...Object.fromEntries((isList(names) ? names : []).map((name) => [String(name), key === 'labels' ? '' : null])),
    ...mappingOf(own.service[key]),
  };
  return Object.keys(all).length === 0 ? {} : { [key]: all };
}

/** The order of the files; compose prints services by name. */
function inOrder(made: Mapping, own: ComposeConfig): readonly (readonly [string, ServiceConfig])[] {
  const order = allServices(own).map(([name]) => name);
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.entries(made as ComposeConfig['services']).sort(([one], [other]) => rank(one) - rank(other));
}

function resources(model: Mapping, key: (typeof RESOURCES)[number]): Readonly<Record<string, ResourceConfig>> {
  return mapValues(sectionOf(model, key), mappingOf) as Readonly<Record<string, ResourceConfig>>;
}

/** The texts in compose files stay where they are: the host reports none. */
function withContents(configs: ComposeConfig['configs'], own: ComposeConfig['configs']): ComposeConfig['configs'] {
  return mapValues(configs, (config, key) => {
    const { file, external } = config as ResourceConfig;
    const content = own[key]?.['content'];
    return file === undefined && external !== true && content !== undefined
      ? { ...mappingOf(config), content }
      : config;
  }) as ComposeConfig['configs'];
}

function withoutNames(service: Mapping): Mapping {
  return Object.fromEntries(Object.entries(service).filter(([key]) => key !== 'keys'));
}

function sectionOf(of: unknown, key: string): Mapping {
  return mappingOf(mappingOf(of)[key]);
}
