import type { BaseAgent } from 'ssh2';
import type { ReadTemplate } from '../edge/settings.js';
import { DeployError } from '../errors.js';
import type { Connection } from '../host/connection.js';
import type { Inputs } from '../inputs.js';

/** placeholder until the agent is there */
export function commitFetcher(
  inputs: Inputs,
  _connect: (agent: BaseAgent) => Promise<Connection>,
  _read: ReadTemplate,
): () => Promise<void> {
  return () => {
    throw new DeployError({ code: 'git-clone-failed', what: `source ${inputs.source.kind}`, hint: '' });
  };
}
