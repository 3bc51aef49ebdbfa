import semver from 'semver';
import type { ReadTemplate } from '../templates.js';
import { DeployError, type Failure } from '../errors/deploy-error.js';
import { DeployKeyAgent } from '../ssh/agent/deploy-key-agent.js';
import { fetchProgram } from '../host/inspection.js';
import type { Connection } from '../ssh/connection.js';
import type { HostFacts } from '../host/facts.js';
import { GITHUB_KNOWN_HOSTS } from '../ssh/host-keys/github.js';
import { parseHostKeyPolicy } from '../ssh/host-keys/known-hosts.js';
import type { Inputs } from '../inputs/inputs.js';

export interface FetchPorts {
  /** A connection of its own, which serves the agent for as long as it lives. */
  readonly connect: (agent: DeployKeyAgent) => Promise<Connection>;
  readonly readTemplate: ReadTemplate;
}

/** From this version on ssh tells an agent which server it talks to (session-bind, OpenSSH PROTOCOL.agent). */
const bindsSessions = '8.9.0';

/**
 * Lets the host fetch the commit into its bare repository, with the deploy key served over the connection. Only what the
 * host lacks travels.
 * @throws DeployError git-clone-failed
 */
export async function fetchCommit(inputs: Inputs, host: HostFacts, ports: FetchPorts): Promise<void> {
  const { source } = inputs;
  if (source.kind !== 'git') return;
  const knownHosts = source.knownHosts ?? GITHUB_KNOWN_HOSTS.join('\n');
  const server = parseHostKeyPolicy(knownHosts);
  if ('problem' in server) throw new DeployError(failed(`repository-host-key: ${server.problem}`));
  const agent = new DeployKeyAgent({ key: source.deployKey, server, allowUnbound: !doesBind(host.sshVersion) });
  await using connection = await ports.connect(agent);
  const request = { root: host.root, url: source.url, sha: source.sha, known_hosts: knownHosts };
  const { code, stderr } = await connection.run({
    program: fetchProgram(request, ports.readTemplate),
    timeoutMs: 420_000,
    label: 'fetching the commit',
  });
  if (code !== 0) throw new DeployError(failed([...agent.refusals, stderr.trim()].filter(Boolean).join('\n')));
}

function doesBind(version: string | undefined): boolean {
  const found = semver.coerce(version);
  return found === null || semver.gte(found, bindsSessions);
}

function failed(why: string): Failure {
  return {
    code: 'git-clone-failed',
    what: 'The host could not fetch the commit from the git server',
    why,
    hint: 'Is the public half of "deploy-key" registered in the repository (Settings, Deploy keys), does the commit exist there, and does the host’s sshd allow agent forwarding (AllowAgentForwarding)?',
  };
}
