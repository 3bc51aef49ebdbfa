import { createResolver } from './dns/resolver.js';
import { route53 } from './dns/route53.js';
import type { DeployError } from './errors/deploy-error.js';
import { accessOf } from './ssh/call.js';
import type { Connection } from './ssh/connection.js';
import type { Inputs } from './inputs/inputs.js';
import { main, type Ports } from './main.js';
import { reportFailure } from './report/report.js';
import type { Runner } from './runner/runner.js';
import { whoIsAtWork } from './runner/run-description.js';
import { readTemplate } from './templates.js';
import { beginVisit } from './verify/visit.js';

/** Runs the action with the real ports. `connect` gives the connection that was begun already, until the signal ends it. */
export async function run(
  runner: Runner,
  inputs: Inputs,
  connect: (signal: AbortSignal) => Promise<Connection>,
): Promise<void> {
  await main(realPorts(runner, inputs, connect));
}

/** The end of a run whose inputs cannot be read; nothing was touched. */
export async function tellBadInput(runner: Runner, problem: DeployError): Promise<void> {
  await reportFailure(runner, problem, undefined, undefined);
}

function realPorts(runner: Runner, inputs: Inputs, connect: (signal: AbortSignal) => Promise<Connection>): Ports {
  const say = runner.info;
  const resolver = createResolver();
  const { dns: dnsInput } = inputs;
  const dns = dnsInput.kind === 'route53' ? route53({ hostedZoneId: dnsInput.hostedZoneId, resolver, say }) : undefined;
  return {
    runner,
    inputs,
    now: Date.now,
    connect: (_, signal) => connect(signal),
    eyes: { dns, resolver, readTemplate, visit: beginVisit },
    hands: {
      dns,
      resolver,
      readTemplate,
      say,
      now: Date.now,
      whoIsAtWork,
      fetchCommit: async (facts) => {
        const [{ fetchCommit }, ssh] = await Promise.all([
          import('./apply/fetch-commit.js'),
          import('./ssh/connect.js'),
        ]);
        await fetchCommit(inputs, facts, {
          connect: (agent) => ssh.connect({ ...accessOf(inputs), onRetry: say, agent, timeoutMs: 60_000 }),
          readTemplate,
        });
      },
    },
  };
}
