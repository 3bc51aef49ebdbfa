import { DeployError } from '../errors/deploy-error.js';
import type { ComposeConfig, ServiceConfig } from './model/config.js';
import type { RepositoryFiles } from './model/files.js';
import { readConfig } from './model/project.js';
import { mappingOf } from './model/value.js';

interface Pair {
  /** The file for production. */
  readonly deploy: string;
  /** The file for everyday work. */
  readonly base: string;
  readonly variables: ReadonlyMap<string, string>;
}

/** Whether a file for production is a whole project, or has only what differs from the other one; and why, as a sentence. */
export function standsAlone(
  files: RepositoryFiles,
  { deploy, base, variables }: Pair,
): { isAlone: boolean; because: string } {
  const read = (paths: readonly string[]): ComposeConfig | undefined => readOrNot(files, paths, variables);
  const alone = read([deploy]);
  const both = read([base, deploy]);
  if (alone === undefined)
    return both === undefined
      ? { isAlone: true, because: `${deploy} cannot be merged over ${base}` }
      : { isAlone: false, because: `${deploy} has only what differs from ${base}` };
  const missing = both === undefined ? undefined : missingDependency(alone, both);
  if (missing !== undefined)
    return {
      isAlone: false,
      because: `${deploy} does not have the service ${missing}, which ${base} has and its services need`,
    };
  if (both !== undefined && isOnlyAChange(alone, both))
    return { isAlone: false, because: `${deploy} has no ports, variables or dependencies, which ${base} has` };
  return { isAlone: true, because: `${deploy} stands alone, so ${base} is not used` };
}

function readOrNot(
  files: RepositoryFiles,
  composeFiles: readonly string[],
  variables: ReadonlyMap<string, string>,
): ComposeConfig | undefined {
  try {
    // A variable that has to be set is a matter of the deploy, and not of which files it is about.
    return readConfig(files, { composeFiles, variables, profiles: ['*'], missing: () => undefined });
  } catch (thrown) {
    if (thrown instanceof DeployError) return undefined;
    throw thrown;
  }
}

/** What ties a service to others, and to visitors. */
const TIES = ['environment', 'env_file', 'depends_on', 'ports', 'expose', 'labels', 'network_mode'] as const;

/** Whether none of its services has ties, and all of them get some from the other file. */
function isOnlyAChange(alone: ComposeConfig, both: ComposeConfig): boolean {
  const hasTies = (service: ServiceConfig | undefined): boolean => TIES.some((key) => service?.[key] !== undefined);
  return Object.entries(alone.services).every(
    ([name, service]) => !hasTies(service) && !hasOwnNetworks(service) && hasTies(both.services[name]),
  );
}

function hasOwnNetworks({ networks }: ServiceConfig): boolean {
  return Object.keys(networks ?? {}).some((name) => name !== 'default');
}

/** Keys of variables that tell an app where something is, or that may. */
const ADDRESS =
  /HOST|UR[IL]|DSN|ADDR|SERVER|ENDPOINT|CONN|DATABASE|^DB|_DB|REDIS|MONGO|POSTGRES|^PG|MYSQL|MARIADB|AMQP|RABBIT|KAFKA/i;

/** Whether a service is told of its surroundings as in a whole project: by addresses, or by dependencies of its own. */
function tellsSurroundings({ environment, depends_on: needs }: ServiceConfig): boolean {
  return needs !== undefined || Object.keys(mappingOf(environment)).some((key) => ADDRESS.test(key));
}

/**
 * A service that another one of the file depends on according to the other file alone: one that is told nothing of its own of its
 * surroundings knows them from there. A whole project, whose database lies elsewhere, tells it by the environment.
 */
function missingDependency(alone: ComposeConfig, both: ComposeConfig): string | undefined {
  for (const [name, service] of Object.entries(alone.services)) {
    if (service.env_file !== undefined || tellsSurroundings(service)) continue;
    const needed = Object.keys(both.services[name]?.depends_on ?? {}).find(
      (other) => alone.services[other] === undefined,
    );
    if (needed !== undefined) return needed;
  }
  return undefined;
}
