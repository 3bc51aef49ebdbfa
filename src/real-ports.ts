import { fetchCommit } from './apply/fetch-commit.js';
import { createResolver } from './dns/resolver.js';
import { route53 } from './dns/route53.js';
import { asDeployError, type DeployError } from './errors/deploy-error.js';
import { githubRepositoryOf, type Inputs } from './inputs/inputs.js';
import { main } from './main.js';
import type { Ports } from './ports.js';
import { ecrLogin } from './registries/ecr.js';
import { loginsOf } from './registries/logins.js';
import { reportFailure } from './report/report.js';
import { GithubDeployment, noDeployment, type Deployment } from './runner/deployment.js';
import { deploymentApi } from './runner/deployment-api.js';
import { describeRun } from './runner/run-description.js';
import { runOrder } from './runner/run-order.js';
import { githubRunner } from './runner/github.js';
import { printer } from './runner/print.js';
import type { Runner } from './runner/runner.js';
import type { Arriving } from './ssh/begin-connecting.js';
import { connect, type ConnectOptions } from './ssh/connect.js';
import { readTemplate } from './templates.js';
import { beginVisit } from './verify/visit.js';

/** The inputs, or what is wrong with them. */
export type ReadInputs = { readonly inputs: Inputs } | { readonly problem: DeployError };

/** Runs the action once; `arriving` is the connection to the host, undefined with bad input. */
export async function runOnce(
  environment: NodeJS.ProcessEnv,
  read: ReadInputs,
  arriving: Arriving | undefined,
): Promise<void> {
  const runner = githubRunner(environment, printer);
  if ('problem' in read || arriving === undefined) {
    await reportFailure(runner, 'problem' in read ? read.problem : asDeployError(undefined), undefined, undefined);
  } else await main(realPorts(runner, read.inputs, { arriving, environment }));
}

/** Where the run is. */
interface Around {
  readonly arriving: Arriving;
  readonly environment: NodeJS.ProcessEnv;
}

/** The composition root: everything that reaches out of the process. */
function realPorts(runner: Runner, inputs: Inputs, { arriving, environment }: Around): Ports {
  const say = runner.info;
  const resolver = createResolver();
  const { dns } = inputs;
  return {
    runner,
    inputs,
    resolver,
    readTemplate,
    describeRun,
    runOrder: () => runOrder(environment, inputs.sha),
    now: Date.now,
    logins: once((images) => loginsOf(images, inputs, { ecrLogin, mask: runner.mask, warn: runner.warning })),
    deployment: deploymentOf(runner, inputs),
    visit: beginVisit,
    dns: dns.kind === 'route53' ? route53({ hostedZoneId: dns.hostedZoneId, resolver, say }) : undefined,
    connect(signal) {
      signal.addEventListener('abort', arriving.abort, { once: true });
      return arriving.connection;
    },
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
