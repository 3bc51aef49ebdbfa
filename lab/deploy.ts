import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { publishRepository } from './git-host.js';
import type { HostName } from './hosts/definition.js';
import { startWhenNamed } from './hosts.js';
import type { Lab } from './lab.js';
import { ensureStandIns } from './registry.js';
import { type RunResult, runAction } from './runner.js';
import { prepareWorkspace } from './runner/workspace.js';
import { standInsNamedIn } from './stand-ins-named.js';

export interface DeployOptions {
  readonly lab: Lab;
  /** Any folder; see prepareWorkspace for what becomes of one that is no git checkout. */
  readonly folder: string;
  readonly host?: HostName;
  /** Inputs of the step; what the lab knows is filled in where they say nothing. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly onLine?: (line: string) => void;
  readonly signal?: AbortSignal;
  /** See RunOptions. */
  readonly stopwatch?: boolean;
}

/** Deploys a folder to a host of the lab through the built action, as a step of a workflow in `example/<folder's name>` would. */
export async function deploy(options: DeployOptions): Promise<RunResult> {
  const { lab, folder, host = 'fresh', onLine, signal } = options;
  const name = slugOf(folder);
  await startWhenNamed(host, onLine);
  const workspace = await prepareWorkspace(folder);
  try {
    await ensureStandIns(await standInsNamedIn(workspace.folder), onLine ?? (() => undefined));
    const given = options.inputs ?? {};
    const inputs = {
      ...(await knownInputs(lab, host, name)),
      ...(given['runtime'] === 'native' ? {} : composeInputs(lab)),
      ...(await gitInputs(lab, workspace.folder, given)),
      ...given,
    };
    const env = { GITHUB_REPOSITORY: `example/${name}`, ...options.env };
    return await runAction({
      ...{ lab, workspace: workspace.folder, inputs, env },
      ...(onLine === undefined ? {} : { onLine }),
      ...(signal === undefined ? {} : { signal }),
      ...(options.stopwatch === undefined ? {} : { stopwatch: options.stopwatch }),
    });
  } finally {
    await workspace.remove();
  }
}

/** The last part of a folder's path as a label of a domain name: `Examples/My_App` is `my-app`. */
export function slugOf(folder: string): string {
  const slug = path
    .basename(path.resolve(folder))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return slug === '' ? 'site' : slug;
}

/** The inputs that the lab knows for a deploy to this host: how to reach it, and a name in the lab's zone. */
export async function knownInputs(lab: Lab, host: HostName, name: string): Promise<Readonly<Record<string, string>>> {
  const { publicName, sshPort, user, keyFile, knownHosts } = lab.hosts[host];
  return {
    host: publicName,
    port: String(sshPort),
    user,
    'ssh-key': await readFile(keyFile, 'utf8'),
    'host-key': knownHosts,
    domain: `${name}.${lab.route53.zone}`,
    email: `ops@${lab.route53.zone}`,
  };
}

/** What a deploy with docker compose has besides. */
function composeInputs(lab: Lab): Readonly<Record<string, string>> {
  const { url, sha256 } = lab.downloads.composePlugin;
  return { 'compose-plugin': `${url} ${sha256}` };
}

/** For `source: git`: the lab's Git host, which is given the workspace's commits first, and the key that may read it. */
async function gitInputs(
  lab: Lab,
  workspace: string,
  given: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  if (given['source'] !== 'git') return {};
  if (given['repository'] === undefined) await publishRepository(workspace);
  return {
    repository: lab.git.url,
    'deploy-key': await readFile(lab.git.deployKeyFile, 'utf8'),
    'repository-host-key': await readFile(lab.git.knownHosts, 'utf8'),
  };
}
