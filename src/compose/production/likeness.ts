import type { ComposeConfig, ServiceConfig } from '../model/config.js';
import { isMapping } from '../model/value.js';
import type { Projects } from './needs.js';

/**
 * What the file for production says again as the other one says it: what is laid over another file has no reason to. A sentence; undefined:
 * nothing.
 */
export function repeats({ alone, base }: Projects): string | undefined {
  for (const [name, own] of Object.entries(alone.services)) {
    const other = base.services[name];
    const what = other === undefined ? undefined : repeated(own, other);
    if (what !== undefined) return `it repeats ${what} of ${name}`;
  }
  return undefined;
}

function repeated(own: ServiceConfig, other: ServiceConfig): string | undefined {
  if (own.build === undefined && other.build === undefined && own.image !== undefined && own.image === other.image)
    return 'the image';
  const isSame = (one: NonNullable<ServiceConfig['volumes']>[number]): boolean =>
    one.type === 'volume' &&
    (other.volumes ?? []).some(({ source, target }) => source === one.source && target === one.target);
  if ((own.volumes ?? []).some(isSame)) return 'a volume';
  if (Object.keys(own.depends_on ?? {}).some((name) => other.depends_on?.[name] !== undefined)) return 'depends_on';
  const before = environment(other);
  return [...environment(own)].some(([key, value]) => value !== '' && before.get(key) === value)
    ? 'the environment'
    : undefined;
}

/** Variables that belong to everyday work, so that production has no need of them. */
const EVERYDAY =
  /(?:^|_)(?:DEBUG\w*|ENV|ENVIRONMENT|MODE|DEV\w*|\w*POLL\w*|\w*WATCH\w*|RELOAD|HMR|VERBOSE|LEVEL|XDEBUG\w*|PYTHON\w+|TZ|PORT)(?:_|$)/;

/** What ties a service to others, and to visitors. */
const TIES = ['environment', 'env_file', 'depends_on', 'ports', 'expose', 'labels', 'network_mode'] as const;

/** What the file for production does not have of what makes its services run in the other one. A sentence; undefined: nothing. */
export function lacks(projects: Projects): string | undefined {
  return lackedVariable(projects) ?? lackedTies(projects);
}

function lackedVariable({ alone, base }: Projects): string | undefined {
  for (const [name, own] of Object.entries(alone.services)) {
    const other = base.services[name];
    if (other === undefined || own.env_file !== undefined) continue;
    const key = [...environment(other).keys()].find((one) => !environment(own).has(one) && !EVERYDAY.test(one));
    if (key !== undefined) return `${name} has no ${key} there`;
  }
  return undefined;
}

function lackedTies({ alone, base }: Projects): string | undefined {
  const isTied = (service: ServiceConfig | undefined): boolean =>
    TIES.some((key) => service?.[key] !== undefined) ||
    Object.keys(service?.networks ?? {}).some((network) => network !== 'default');
  const isUntied = Object.entries(alone.services).every(
    ([name, service]) => !isTied(service) && isTied(base.services[name]),
  );
  return isUntied ? 'its services have no ports, variables or dependencies there' : undefined;
}

/** Two services that publish the same port of the host, or have the same container name: they cannot run together. */
export function clash({ services }: ComposeConfig): string | undefined {
  const taken = new Map<string, string>();
  for (const [name, { ports = [], container_name: container }] of Object.entries(services)) {
    const places = ports.flatMap(({ published, protocol, host_ip: ip = '' }) =>
      published === undefined ? [] : [`port ${published}/${protocol}${ip === '' ? '' : ` of ${ip}`}`],
    );
    for (const place of [...places, ...(container === undefined ? [] : [`the container name ${container}`])]) {
      const other = taken.get(place);
      if (other !== undefined && other !== name) return `${other} and ${name} both take ${place}`;
      taken.set(place, name);
    }
  }
  return undefined;
}

function environment({ environment: given }: ServiceConfig): ReadonlyMap<string, string> {
  const entries = isMapping(given) ? Object.entries(given) : [];
  return new Map(entries.map(([key, value]) => [key, typeof value === 'string' ? value : '']));
}
