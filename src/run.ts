import type { Socket } from 'node:net';
import { createResolver } from './dns/resolver.js';
import { route53 } from './dns/route53.js';
import type { DeployError } from './errors.js';
import { connect } from './host/ssh.js';
import type { Inputs } from './inputs.js';
import { main, type Ports } from './main.js';
import { reportFailure } from './report.js';
import type { Runner } from './runner/runner.js';
import { whoIsAtWork } from './runner/who.js';
import { fetchCommit } from './source/fetch-commit.js';
import { readTemplate } from './templates.js';
import { beginVisit } from './verify/visit.js';

/** Runs the action with the real ports. `dialed`: a TCP connection to the host that was begun already. */
export async function run(runner: Runner, inputs: Inputs, dialed: Promise<Socket> | undefined): Promise<void> {
  await main(realPorts(runner, inputs, dialed));
}

/** The end of a run whose inputs cannot be read; nothing was touched. */
export async function tellBadInput(runner: Runner, problem: DeployError): Promise<void> {
  await reportFailure(runner, problem, undefined, undefined);
}

function realPorts(runner: Runner, inputs: Inputs, dialed: Promise<Socket> | undefined): Ports {
  const say = runner.info;
  const resolver = createResolver();
  const { dns: dnsInput } = inputs;
  const dns = dnsInput.kind === 'route53' ? route53({ hostedZoneId: dnsInput.hostedZoneId, resolver, say }) : undefined;
  const { host, port, user, sshKey: key, sshKeyPassphrase: passphrase, hostKey } = inputs;
  const access = { host, port, user, key, passphrase, hostKey, onRetry: say };
  return {
    runner,
    inputs,
    now: Date.now,
    connect: (deadline, signal) => connect({ ...access, dialed, signal, timeoutMs: deadline.remainingMs(300_000) }),
    eyes: { dns, resolver, readTemplate, visit: beginVisit },
    hands: {
      dns,
      resolver,
      readTemplate,
      say,
      now: Date.now,
      whoIsAtWork,
      fetchCommit: (facts) =>
        fetchCommit(inputs, facts, {
          connect: (agent) => connect({ ...access, agent, timeoutMs: 60_000 }),
          readTemplate,
        }),
    },
  };
}
