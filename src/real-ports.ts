import { fetchCommit } from './apply/fetch-commit.js';
import { createResolver } from './dns/resolver.js';
import { route53 } from './dns/route53.js';
import { githubRepositoryOf, type Inputs } from './inputs/inputs.js';
import type { Ports } from './ports.js';
import { ecrLogin } from './registries/ecr.js';
import { loginsOf } from './registries/logins.js';
import { GithubDeployment, noDeployment, type Deployment } from './runner/deployment.js';
import { deploymentApi } from './runner/deployment-api.js';
import { describeRun } from './runner/run-description.js';
import type { Runner } from './runner/runner.js';
import { connect, type ConnectOptions } from './ssh/connect.js';
import { readTemplate } from './templates.js';
import { beginVisit } from './verify/visit.js';

/** For all attempts to connect together. */
const mostConnectMs = 300_000;

/** The composition root: everything that reaches out of the process. */
export function realPorts(runner: Runner, inputs: Inputs): Ports {
  const say = runner.info;
  const resolver = createResolver();
  const { dns } = inputs;
  return {
    runner,
    inputs,
    resolver,
    readTemplate,
    describeRun,
    now: Date.now,
    logins: once((images) => loginsOf(images, inputs, { ecrLogin, mask: runner.mask, warn: runner.warning })),
    deployment: deploymentOf(runner, inputs),
    visit: beginVisit,
    dns: dns.kind === 'route53' ? route53({ hostedZoneId: dns.hostedZoneId, resolver, say }) : undefined,
    connect: (deadline, signal) =>
      connect({ ...accessOf(inputs), signal, onRetry: say, timeoutMs: deadline.remainingMs(mostConnectMs) }),
    fetchCommit: (host) =>
      fetchCommit(inputs, host, {
        connect: (agent) => connect({ ...accessOf(inputs), onRetry: say, agent, timeoutMs: 60_000 }),
        readTemplate,
      }),
  };
}

/** Its result is kept: the argument is the same in a run. */
function once<A, R>(work: (argument: A) => R): (argument: A) => R {
  let done: { readonly result: R } | undefined;
  return (argument) => (done ??= { result: work(argument) }).result;
}

function deploymentOf(runner: Runner, inputs: Inputs): Deployment {
  const { githubToken, environment, sha, domain } = inputs;
  const repository = githubRepositoryOf(inputs);
  if (githubToken === undefined || repository === undefined || sha === '') return noDeployment;
  const api = deploymentApi(githubToken.reveal(), repository);
  return new GithubDeployment({ sha, environment, siteUrl: `https://${domain}`, run: runner.run }, api, runner);
}

/** The host, the user and the key to log in with. */
function accessOf(inputs: Inputs): Omit<ConnectOptions, 'timeoutMs'> {
  const { host, port, user, sshKey: key, sshKeyPassphrase: passphrase, hostKey } = inputs;
  return { host, port, user, key, passphrase, hostKey };
}
