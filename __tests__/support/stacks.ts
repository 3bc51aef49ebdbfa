import type { RepositoryBind } from '../../src/compose/mounts.js';
import type { Service, Stack } from '../../src/compose/stack.js';

/** A service of which nothing is known but its name, and what a test says. */
export function someService(name: string, changes: Partial<Service> = {}): Service {
  return {
    ...{
      name,
      image: undefined,
      isBuilt: false,
      dependsOn: [],
      completedBefore: [],
      publishes: [],
      binds: [],
      mountsOutside: false,
    },
    ...{ envFiles: [], singleBecause: undefined, replicas: 1, hasHealthcheck: false, hasProfile: false },
    keepsRunning: true,
    ...changes,
  };
}

/** A compose app of these services. */
export function someStack(services: readonly Service[] = [], changes: Partial<Stack> = {}): Stack {
  return {
    ...{ kind: 'app', composeFile: 'compose.yaml', composeDigest: 'd'.repeat(64), name: undefined, folder: '' },
    ...{ composeFiles: ['compose.yaml'], composeBecause: 'it is the first of the usual names', profiles: [] },
    config: {
      ...{ name: undefined, services: {}, inactive: {}, networks: {}, volumes: {}, secrets: {}, configs: {} },
    },
    ...{
      services,
      volumes: [],
      deviceVolumes: [],
      contentFiles: [],
      externals: [],
      ownProxy: undefined,
      unreadable: [],
      proxyFindings: [],
    },
    commandService: 'app',
    entry: {
      service: 'app',
      ports: [9000],
      hasSurePorts: true,
      protocol: 'uwsgi',
      because: 'app is named by app-service',
    },
    ...changes,
  };
}

/** A bind mount of a path of the repository, read-write unless said otherwise. */
export function someBind(path: string, changes: Partial<RepositoryBind> = {}): RepositoryBind {
  return { path, target: `/app/${path}`, readOnly: false, bind: {}, ...changes };
}
