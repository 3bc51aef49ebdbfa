import { createHash } from 'node:crypto';
import { docker } from './docker.js';
import { networkName } from './network.js';

/** A container of the lab, as `docker run` takes it. */
export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  /** Its fixed address in the lab's network. */
  readonly ip?: string;
  /** More options of `docker run`. */
  readonly args: readonly string[];
  /** What runs in it; nothing: what the image says. */
  readonly command: readonly string[];
  /** Digests of what is mounted into it: another stamp makes it anew. */
  readonly stamp?: string;
}

const label = 'ec2-https-deploy.definition';

/** Keeps the container if it runs and was made from this very definition; else makes it (again). */
export async function ensureContainer(
  definition: ContainerDefinition,
  say: (line: string) => void,
): Promise<'kept' | 'made'> {
  const digest = createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 12);
  if ((await stateOf(definition.name)) === `true ${digest}`) return 'kept';
  await removeContainer(definition.name);
  const address = definition.ip === undefined ? [] : ['--ip', definition.ip];
  const identity = ['--name', definition.name, '--hostname', definition.name, '--label', `${label}=${digest}`];
  const place = ['--network', networkName, ...address];
  await docker(['run', '--detach', ...identity, ...place, ...definition.args, definition.image, ...definition.command]);
  say(`started ${definition.name}`);
  return 'made';
}

/** Removes a container and its anonymous volumes, running or not; none of that name is no error. */
export async function removeContainer(name: string): Promise<void> {
  await docker(['rm', '--force', '--volumes', name], { allowFailure: true });
}

/** "true DIGEST" while it runs, "false DIGEST" when it stands still, undefined when there is none. */
async function stateOf(name: string): Promise<string | undefined> {
  const format = `{{.State.Running}} {{index .Config.Labels "${label}"}}`;
  const { exitCode, stdout } = await docker(['container', 'inspect', '--format', format, name], { allowFailure: true });
  return exitCode === 0 ? stdout.trim() : undefined;
}
