import { hostNames, type HostName } from './hosts/definition.js';

/** The hosts that are alike: of these a suite takes any one that needs Docker on its host and nothing else of it. */
export const dockerHosts = ['ready', 'second'] as const satisfies readonly HostName[];

/** The variable by which a suite is given its host. */
export const dockerHostVariable = 'LAB_DOCKER_HOST';

/** The host with Docker that this process was given; `ready` unless it was given one. @throws Error for a name that no host has */
export const dockerHost = hostNamed(process.env[dockerHostVariable] ?? 'ready');

function hostNamed(text: string): HostName {
  const name = hostNames.find((known) => known === text);
  if (name === undefined) throw new Error(`${dockerHostVariable}=${text}: the lab has ${hostNames.join(', ')}`);
  return name;
}
