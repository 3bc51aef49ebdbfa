import { passesTo } from '../entry/passes-to.js';
import { proxiedService } from '../entry/proxied-service.js';
import type { ComposeConfig, ServiceConfig } from '../model/config.js';
import { isMapping } from '../model/value.js';
import { variablesOf, type ServiceVariables } from './environment.js';
import { addresses, locates, namesHost } from './hosts.js';
import type { Pair } from './pair.js';

/** What a service of the file for production has to do with one that only the file for everyday work has. */
export interface Finding {
  /** The service that is only in the latter. */
  readonly missing: string;
  /**
   * `prepared`: in the other file it waits until that one has done its work; `replaced`: it is told that what it needs is elsewhere;
   * `unclear`: of that nothing is known here.
   */
  readonly kind: 'needed' | 'prepared' | 'replaced' | 'unclear';
  /** How that is known, as a sentence without a full stop. */
  readonly because: string;
}

export interface Projects {
  /** The file for production alone. */
  readonly alone: ComposeConfig;
  /** The file for everyday work; both together where it cannot be read alone. */
  readonly base: ComposeConfig;
}

/** A service that is missing, with the names by which others reach it. */
interface Missing {
  readonly name: string;
  readonly image: string;
  readonly hosts: readonly string[];
}

/** `tools` are services of the base that nothing needs but where the file for production itself says so. */
export function findNeeds(pair: Pair, { alone, base }: Projects, tools: ReadonlySet<string>): readonly Finding[] {
  const missing = Object.entries(base.services).filter(([name]) => alone.services[name] === undefined);
  const others = missing.map(([name, service]) => ({ name, image: imageOf(service), hosts: hostsOf(name, service) }));
  return Object.entries(alone.services).flatMap(([name, service]) => {
    const own = { name, service, variables: variablesOf(pair, service), config: alone };
    const before = base.services[name];
    return others.flatMap((other): readonly Finding[] => {
      const direct = namedBy(pair, own, other);
      if (direct !== undefined) return [{ missing: other.name, kind: 'needed', because: direct }];
      const found = before === undefined || tools.has(other.name) ? undefined : inherited(pair, own, before, other);
      return found === undefined ? [] : [{ missing: other.name, ...found }];
    });
  });
}

interface Own {
  readonly name: string;
  readonly service: ServiceConfig;
  readonly variables: ServiceVariables;
  /** The file for production alone. */
  readonly config: ComposeConfig;
}

/** Where the file for production itself names the other service. */
function namedBy({ files }: Pair, { name, service, variables, config }: Own, other: Missing): string | undefined {
  const key = keysNaming(variables, other)[0];
  if (key !== undefined) return `${key} of ${name} names it`;
  const command = [...(service.entrypoint ?? []), ...(service.command ?? [])].join(' ');
  if (other.hosts.some((host) => addresses(command, host))) return `the command of ${name} names it`;
  const { isServer, configuration } = proxiedService(files, config, { name, service });
  if (!isServer) return undefined;
  const hosts = new Map(other.hosts.map((host) => [host, other.name]));
  const passing = configuration.find(({ text }) => passesTo([text], hosts).length > 0);
  return passing === undefined ? undefined : `${passing.path} of ${name} passes requests to it`;
}

/** What a service needs by the file for everyday work, and what the file for production makes of that. */
function inherited(
  pair: Pair,
  { name, service, variables }: Own,
  before: ServiceConfig,
  other: Missing,
): Omit<Finding, 'missing'> | undefined {
  const named = keysNaming(variablesOf(pair, before), other);
  const depends = before.depends_on?.[other.name] !== undefined;
  if (named.length === 0 && !depends) return undefined;
  if (depends && Object.keys(service.depends_on ?? {}).length > 0)
    return { kind: 'replaced', because: `${name} depends on other services` };
  const keys = named.length > 0 ? named : [...variables.values.keys()].filter((key) => locates(key, other));
  const given = keys.filter((key) => variables.values.has(key));
  const unknown = given.find((key) => variables.values.get(key) === undefined);
  if (unknown !== undefined)
    return { kind: 'unclear', because: `${name} uses ${unknown}, whose value is not known here` };
  const [key] = given;
  if (key !== undefined && given.length === keys.length)
    return { kind: 'replaced', because: `${key} of ${name} points elsewhere` };
  const file = variables.unknownFile;
  if (file !== undefined)
    return { kind: 'unclear', because: `${name} may need it, depending on ${file}, which is not known here` };
  const isPrepared = named.length === 0 && before.depends_on?.[other.name]?.condition === COMPLETED;
  return {
    kind: isPrepared ? 'prepared' : 'needed',
    because: depends ? `${name} depends on it` : `${named[0] ?? ''} of ${name} names it`,
  };
}

const COMPLETED = 'service_completed_successfully';

function keysNaming({ values }: ServiceVariables, { hosts }: Missing): readonly string[] {
  return [...values].flatMap(([key, value]) =>
    value !== undefined && hosts.some((host) => namesHost(key, value, host)) ? [key] : [],
  );
}

function hostsOf(
  name: string,
  { container_name: container, hostname, networks = {} }: ServiceConfig,
): Missing['hosts'] {
  const aliases = Object.values(networks).flatMap((network) =>
    isMapping(network) && Array.isArray(network['aliases']) ? network['aliases'].map(String) : [],
  );
  return [name, container, typeof hostname === 'string' ? hostname : undefined, ...aliases].filter(
    (host): host is string => host !== undefined && host !== '',
  );
}

function imageOf({ image, build }: ServiceConfig): string {
  return build === undefined ? (image ?? '') : '';
}
