import { fetchCommit } from './apply/fetch-commit.js';
import { createResolver, type Resolver } from './dns/resolver.js';
import { route53 } from './dns/route53.js';
import type { DeployError } from './errors/deploy-error.js';
import { githubRepositoryOf, type Inputs } from './inputs/inputs.js';
import { main } from './main.js';
import type { Ports } from './ports.js';
import { ecrLogin } from './registries/ecr.js';
import { loginsOf } from './registries/logins.js';
import { reportFailure } from './report/report.js';
import { GithubDeployment, noDeployment, type Deployment } from './runner/deployment.js';
import { describeRun } from './runner/run-description.js';
import { runOrder } from './runner/run-order.js';
import { githubRunner } from './runner/github.js';
import { printer } from './runner/print.js';
import type { Runner } from './runner/runner.js';
import { Secret } from './secret.js';
import { MOST_CONNECT_MS, type Arriving } from './ssh/begin-connecting.js';
import { connect, type ConnectOptions } from './ssh/connect.js';
import type { Connection } from './ssh/connection.js';
import { givenKey } from './ssh/keys/private-key.js';
import { readTemplate } from './templates.js';
import { beginVisit } from './verify/visit.js';

/** The inputs, or what is wrong with them. */
export type ReadInputs = { readonly inputs: Inputs } | { readonly problem: DeployError };

/** Runs the action once; `arriving` is the connection to the host, undefined with bad input, or if the host is found at AWS. */
export async function runOnce(
  environment: NodeJS.ProcessEnv,
  read: ReadInputs,
  arriving: Arriving | undefined,
): Promise<void> {
  const runner = githubRunner(environment, printer);
  if ('problem' in read) await reportFailure(runner, read.problem, undefined, undefined);
  else await main(await realPorts(runner, read.inputs, { arriving, environment }));
}

/** Where the run is. */
interface Around {
  readonly arriving: Arriving | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

/** The composition root: everything that reaches out of the process. */
async function realPorts(runner: Runner, inputs: Inputs, { arriving, environment }: Around): Promise<Ports> {
  const say = runner.info;
  const resolver = createResolver();
  const { dns } = inputs;
  const reach =
    arriving === undefined ? await instanceReach(inputs, runner, resolver) : directReach(inputs, arriving, say);
  return {
    runner,
    inputs,
    resolver,
    readTemplate,
    describeRun: () => describeRun(environment),
    runOrder: () => runOrder(environment, inputs.sha),
    now: Date.now,
    host: reach.host,
    connect: reach.connect,
    openWebPorts: reach.openWebPorts,
    logins: once((images) => loginsOf(images, inputs, { ecrLogin, mask: runner.mask, warn: runner.warning })),
    deployment: deploymentOf(runner, inputs),
    visit: beginVisit,
    dns: dns.kind === 'route53' ? route53({ ...dns, resolver, say }) : undefined,
    fetchCommit: (host) =>
      fetchCommit(inputs, host, {
        connect: (agent) => reach.connectAgain({ agent, timeoutMs: 60_000 }),
        readTemplate,
      }),
  };
}

/** How the host is reached, in one way or the other. */
interface Reach extends Pick<Ports, 'host' | 'connect' | 'openWebPorts'> {
  /** A further connection to the same host. */
  readonly connectAgain: (options: Pick<ConnectOptions, 'agent' | 'timeoutMs'>) => Promise<Connection>;
}

function directReach(inputs: Inputs, arriving: Arriving, say: Runner['info']): Reach {
  const { host = '', port, user, sshKey, sshKeyPassphrase, hostKey } = inputs;
  const key = givenKey(sshKey ?? new Secret(''), sshKeyPassphrase);
  return {
    host: () => Promise.resolve({ publicAddress: host, notes: [], instance: undefined }),
    openWebPorts: undefined,
    connect(signal) {
      signal.addEventListener('abort', arriving.abort, { once: true });
      return arriving.connection;
    },
    connectAgain: (options) => connect({ host, port, user, key, hostKey, onRetry: say, ...options }),
  };
}

async function instanceReach(inputs: Inputs, runner: Runner, resolver: Resolver): Promise<Reach> {
  const { instance } = inputs;
  if (instance === undefined) throw new Error('Neither the host nor an instance is known.');
  const over = new AbortController();
  const { reachThroughAws } = await import('./reach/through-aws.js');
  const { info: say, warning: warn, saveState, run, job } = runner;
  const ports = { say, warn, saveState, run, repository: job.repository, addressesOf: bothFamilies(resolver) };
  const reach = reachThroughAws(instance, inputs, ports, over.signal);
  return {
    host: reach.host,
    openWebPorts: reach.openWebPorts,
    connect(signal) {
      signal.addEventListener('abort', () => over.abort(), { once: true });
      return reach.connect({ signal, timeoutMs: Math.min(MOST_CONNECT_MS, inputs.timeoutMs) });
    },
    connectAgain: reach.connect,
  };
}

function bothFamilies(resolver: Resolver): (name: string) => Promise<readonly string[]> {
  return async (name) => {
    const found = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    return found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
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
  const load = once(async (of: string) => {
    const { deploymentApi } = await import('./runner/deployment-api.js');
    return deploymentApi(githubToken.reveal(), of);
  });
  return new GithubDeployment(
    { sha, environment, siteUrl: `https://${domain}`, run: runner.run },
    () => load(repository),
    runner,
  );
}
