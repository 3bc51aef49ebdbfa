import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { docker } from '../../lab/docker.js';
import { ensureImage } from '../../lab/images.js';
import { addresses, networkName } from '../../lab/network.js';
import { statePath } from '../../lab/state.js';
import { type LoadPlan, usualLoad } from './plan.js';
import type { Exchange } from './record.js';

const project = fileURLToPath(new URL('../..', import.meta.url));
const kinds = ['refused', 'unreachable', 'reset', 'cut-short', 'certificate', 'status', 'body', 'timed-out'] as const;

const exchangeSchema = z.object({
  at: z.number(),
  ms: z.number(),
  work: z.enum(['page', 'echo', 'asset', 'slow', 'upload', 'stream', 'frame']),
  way: z.enum(['kept', 'fresh', 'http2', 'socket']),
  reused: z.boolean(),
  release: z.string().optional(),
  failure: z.object({ kind: z.enum(kinds), said: z.string() }).optional(),
});

export interface LoadOptions extends Partial<Omit<LoadPlan, 'origin' | 'trust'>> {
  /** The address of the name, where the lab's DNS does not have it. */
  readonly address?: string;
}

/** Load that is running. */
export interface RunningLoad {
  /** Sends no new request, waits for those in flight, and returns all. Throws if the generator itself failed. */
  stop(): Promise<readonly Exchange[]>;
}

/**
 * Starts the load generator in a container of its own in the lab's network, with the lab's DNS. It trusts the lab's own root
 * and that of its ACME server. Options replace those of `usualLoad`.
 */
export async function startLoad(origin: string, options: LoadOptions = {}): Promise<RunningLoad> {
  const { address, ...wanted } = options;
  const trust = `${await readFile(statePath('ca', 'root.pem'), 'utf8')}\n${await readFile(statePath('acme-root.pem'), 'utf8')}`;
  const plan: LoadPlan = { ...usualLoad, ...wanted, origin, trust };
  const name = `ehd-load-${randomBytes(4).toString('hex')}`;
  const image = await ensureImage('runner', () => undefined);
  const exchanges: Exchange[] = [];
  const ended = docker(['run', '--name', name, ...containerArguments(origin, address), image, ...command], {
    env: { LOAD: JSON.stringify(plan), NODE_EXTRA_CA_CERTS: '' },
    allowFailure: true,
    onLine: (line) => {
      if (line.startsWith('{')) exchanges.push(exchangeSchema.parse(JSON.parse(line)));
    },
  });
  return {
    stop: async () => {
      await docker(['kill', '--signal', 'SIGTERM', name], { allowFailure: true });
      const { exitCode, stderr } = await ended;
      if (exitCode !== 0) throw new Error(`The load generator ended with ${exitCode}: ${stderr.trim()}`);
      return exchanges;
    },
  };
}

const command = ['node', '--import', 'tsx', 'bench/load/program.ts'];

// The measuring process must not wait for other work on this machine.
const precedence = ['--cpu-shares', '8192'];

function containerArguments(origin: string, address: string | undefined): readonly string[] {
  return [
    ...['--rm', '--init', '--label', 'ec2-https-deploy-lab=run', '--network', networkName, '--dns', addresses.dns],
    ...precedence,
    ...['--env', 'LOAD', '--env', 'NODE_EXTRA_CA_CERTS', '--volume', `${project}:/project:ro`, '--workdir', '/project'],
    ...(address === undefined ? [] : ['--add-host', `${new URL(origin).hostname}:${address}`]),
  ];
}
