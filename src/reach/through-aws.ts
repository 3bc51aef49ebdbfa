import { setTimeout as sleep } from 'node:timers/promises';
import { runName } from '../access/port-rule.js';
import type { Inputs } from '../inputs/inputs.js';
import type { InstanceQuery } from '../inputs/parsers/instance.js';
import type { ReachPorts } from './ports.js';
import { reachInstance, type InstanceReach } from './reach.js';
import { runnerAddress } from './runner-address.js';

/** What this room needs of the run. */
export interface RunPorts extends Pick<ReachPorts, 'addressesOf' | 'say' | 'warn' | 'saveState'> {
  /** `owner/name` */
  readonly repository: string;
  readonly run: { readonly id: number; readonly attempt: number };
}

/** Begins to find the instance through the AWS SDK, whose parts are loaded on first use. */
export function reachThroughAws(
  query: InstanceQuery,
  inputs: Inputs,
  { repository, run, ...ports }: RunPorts,
  signal: AbortSignal,
): InstanceReach {
  return reachInstance(
    query,
    {
      ...ports,
      inputs,
      ec2: once(async () => (await import('../aws/ec2-api.js')).ec2Api()),
      instanceConnect: once(async () => (await import('../aws/instance-connect-api.js')).instanceConnectApi()),
      openTunnel: async (url, options) => await (await import('../aws/tunnel.js')).openTunnel(url, options),
      runnerAddress,
      run: runName({ repository, id: String(run.id), attempt: String(run.attempt) }),
      now: Date.now,
      sleep: async (ms, over) => await sleep(ms, undefined, { signal: over }),
    },
    signal,
  );
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
