import { deploy, prepareDeploy } from './apply/deploy.js';
import { nextProject, type Project } from './apply/next-project.js';
import { deadlineIn } from './deadline.js';
import { asDeployError } from './errors/deploy-error.js';
import type { Inputs } from './inputs/inputs.js';
import { inspect } from './observe/inspect.js';
import { observeWorld, type World } from './observe/observe.js';
import { plan } from './plan/plan.js';
import type { Ports } from './ports.js';
import { Timeline, type Outcome } from './report/outcome.js';
import { preconditionsFailed, reportFailure, reportOutcome, reportPlan } from './report/report.js';
import { openRepository, type Repository } from './repository/repository.js';
import type { Connection } from './ssh/connection.js';

/** How often a plan is made, since another run deployed in between, or compose on the host reads the project differently. */
const mostPlans = 3;

/** One run: observe, plan, apply, verify, report. Failures are reported here; nothing is thrown. */
export async function main(ports: Ports): Promise<void> {
  const { inputs, runner, deployment, now } = ports;
  const began = now();
  const deadline = deadlineIn(inputs.timeoutMs, now);
  const over = new AbortController();
  const warned = new Set<string>();
  let outcome: Outcome | undefined;
  try {
    await using arriving = connecting(ports);
    const own = await runner.group('Repository', () => read(inputs, arriving.connection));
    const logins = ports.logins(own.images);
    const seen = observeWorld(inputs, own, ports, over.signal);
    // Prevents an unhandled rejection; it is awaited later.
    seen.catch(() => undefined);
    const connection = await runner.group('Connect', async () => {
      (await ports.host()).notes.forEach(runner.info);
      return await arriving.connection;
    });
    connection.warnings.forEach(runner.warning);
    const { readTemplate } = ports;

    let project: Project = { repository: own, unfinished: undefined };
    for (let attempt = 1; ; attempt += 1) {
      const world = (of: Repository): Promise<World> =>
        attempt === 1 && of === own ? seen : observeWorld(inputs, of, ports, over.signal);
      const loginsOf = (of: Repository): ReturnType<Ports['logins']> => (of === own ? logins : ports.logins(of.images));
      const at = { connection, readTemplate, world, logins: loginsOf };
      const inspecting = runner.group('Inspect', () => inspect(inputs, project.repository, at, deadline));
      if (attempt === 1 && !inputs.dryRun) prepareDeploy(connection, readTemplate);
      runner.prepare();
      const { facts, visit, repository } = await inspecting;
      const repositoryFacts = { ...facts.repository, unfinished: project.unfinished };
      const planned = plan(inputs, { ...facts, repository: repositoryFacts }, new Date(now()), readTemplate);
      const timeline = new Timeline(planned.steps);
      const report = (verified?: Outcome['verified']): void => {
        const { wasRolledBack, failedContainers, createdZones } = timeline;
        const seconds = (now() - began) / 1000;
        const usage = connection.traffic;
        outcome = {
          plan: planned,
          steps: timeline.results(),
          verified,
          usage,
          seconds,
          dryRun: inputs.dryRun,
          wasRolledBack,
          failedContainers,
          createdZones,
        };
      };
      await runner.group('Plan', () => Promise.resolve(reportPlan(runner, planned, warned)));
      report();
      if (planned.blockers.length > 0) throw preconditionsFailed(planned.blockers);
      if (inputs.dryRun) break;
      deployment.begin();
      try {
        report(await deploy(planned, visit, { ports, connection, timeline, deadline, signal: over.signal }));
        break;
      } catch (error) {
        report();
        if (attempt === mostPlans) throw error;
        project = nextProject(error, { repository, planned, say: runner.info });
      }
    }
    if (outcome !== undefined) await reportOutcome(runner, outcome, inputs);
    await deployment.end(true);
  } catch (error) {
    await reportFailure(runner, asDeployError(error), outcome, inputs);
    await deployment.end(false);
  } finally {
    over.abort();
  }
}

/** The repository, read; or still being read if the host has let us in before: it can be inspected meanwhile. */
async function read(inputs: Inputs, connection: Promise<Connection>): Promise<Repository> {
  const repository = await openRepository(inputs);
  await Promise.race([repository.listing, connection.catch(() => undefined)]);
  return repository;
}

/**
 * Connects while the repository is read, which does not need the host. Disposing closes the connection, or ends the attempts to make
 * one: a repository that cannot be deployed is reported at once, and nothing has been run on the host.
 */
function connecting(ports: Ports): AsyncDisposable & { readonly connection: Promise<Connection> } {
  const over = new AbortController();
  const connection = ports.connect(over.signal);
  // Prevents an unhandled rejection; callers await it later.
  connection.catch(() => undefined);
  return {
    connection,
    async [Symbol.asyncDispose]() {
      over.abort();
      const made = await connection.catch(() => undefined);
      await made?.[Symbol.asyncDispose]();
    },
  };
}
