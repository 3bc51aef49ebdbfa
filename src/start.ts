import { readFileSync } from 'node:fs';
import { observeServed } from './certificate/served.js';
import { createResolver } from './dns/resolver.js';
import { route53 } from './dns/route53.js';
import { asDeployError } from './errors.js';
import { connect } from './host/ssh.js';
import type { Inputs } from './inputs.js';
import { parseInputs } from './inputs/parse.js';
import { main, type Ports } from './main.js';
import { reportFailure } from './report.js';
import { githubRunner } from './runner/github.js';
import type { Runner } from './runner/runner.js';
import { fetchCommit } from './source/fetch-commit.js';
import { readTemplate } from './templates.js';

/** Makes the real ports and runs the action once. */
export async function start(environment: NodeJS.ProcessEnv): Promise<void> {
  const runner = githubRunner(environment);
  const inputs = await readInputs(runner);
  if (inputs !== undefined) await main(realPorts(runner, inputs));
}

/** Bad input is told before anything is touched. */
async function readInputs(runner: Runner): Promise<Inputs | undefined> {
  try {
    return parseInputs(runner.input, runner.job, runner.mask, (path) => readFileSync(path, 'utf8'));
  } catch (error) {
    await reportFailure(runner, asDeployError(error), undefined, undefined);
    return undefined;
  }
}

function realPorts(runner: Runner, inputs: Inputs): Ports {
  const say = runner.info;
  const resolver = createResolver();
  const { dns: dnsInput } = inputs;
  const dns = dnsInput.kind === 'route53' ? route53({ hostedZoneId: dnsInput.hostedZoneId, resolver, say }) : undefined;
  const { host, port, user, sshKey: key, sshKeyPassphrase: passphrase, hostKey } = inputs;
  const access = { host, port, user, key, passphrase, hostKey, onRetry: say };
  const { job } = runner;
  return {
    runner,
    inputs,
    now: Date.now,
    connect: (deadline) => connect({ ...access, timeoutMs: deadline.remainingMs(300_000) }),
    eyes: { dns, resolver, readTemplate, served: (domain, connectTo) => observeServed(domain, { connectTo }) },
    hands: {
      dns,
      resolver,
      readTemplate,
      say,
      now: Date.now,
      holder: `run ${job.runId} of ${job.workflow} by ${job.actor} (${job.url})`,
      fetchCommit: (facts) =>
        fetchCommit(inputs, facts, {
          connect: (agent) => connect({ ...access, agent, timeoutMs: 60_000 }),
          readTemplate,
        }),
    },
  };
}
