import { preflight } from '../acme/preflight.js';
import { delegationProblem } from '../dns/delegation.js';
import { DeployError } from '../errors/deploy-error.js';
import { watchServices } from '../host/services.js';
import { countedServices } from '../plan/counted-services.js';
import type { Plan } from '../plan/plan.js';
import type { RunnerStep } from '../plan/step.js';
import type { HostRun } from './host-run.js';
import type { Session } from './session.js';
import { ZoneSteps } from './zone-steps.js';

/** How long a name may take to resolve to this host at the zone's servers, and then elsewhere, besides what resolvers cache. */
const propagationMs = 90_000;

/** For one change; Route 53 usually needs 20 to 60 s. */
const recordMs = 300_000;

/** Takes the steps that need no program on the host. */
export class RunnerSteps {
  readonly #plan: Plan;
  readonly #session: Session;
  readonly #host: HostRun;
  readonly #zones: ZoneSteps;

  constructor(plan: Plan, session: Session, host: HostRun) {
    this.#plan = plan;
    this.#session = session;
    this.#host = host;
    this.#zones = new ZoneSteps(session);
  }

  /** @throws DeployError */
  async steps(steps: readonly RunnerStep[]): Promise<void> {
    for (const step of steps) await this.#timed(step);
  }

  async #timed(step: RunnerStep): Promise<void> {
    const { timeline, ports } = this.#session;
    const { runner, now } = ports;
    const begun = now();
    const seconds = () => (now() - begun) / 1000;
    runner.info(`▸ ${step.title}`);
    try {
      await this.#take(step);
    } catch (error) {
      timeline.record(step.kind, false, seconds());
      throw error;
    }
    timeline.record(step.kind, true, seconds());
    runner.info(`✓ ${step.kind} (${seconds().toFixed(1)} s)`);
  }

  async #take(step: RunnerStep): Promise<void> {
    const { ports, moves, deadline } = this.#session;
    switch (step.kind) {
      case 'create-zone':
        return await this.#zones.create(step.zones);
      case 'web-ports':
        return await ports.openWebPorts?.(step.rules);
      case 'records':
        for (const change of step.changes)
          await ports.dns?.apply(this.#zones.withZone(change), deadline.remainingMs(recordMs));
        return;
      case 'set-name-servers':
        return await this.#zones.delegate(step.zones);
      case 'lower-ttl':
        return await moves.lower(step.changes, (capMs) => deadline.remainingMs(capMs));
      case 'move-records':
        return await moves.make(step.changes, (capMs) => deadline.remainingMs(capMs));
      case 'fetch-commit':
        return await ports.fetchCommit(this.#plan.planning.facts.host);
      case 'preflight':
        return await this.#preflight(step);
    }
  }

  /** The release's containers, once they have been started, should stay healthy meanwhile. */
  async #preflight(step: Extract<RunnerStep, { readonly kind: 'preflight' }>): Promise<void> {
    const { ports, moves, deadline } = this.#session;
    const problem = delegationProblem(await this.#zones.stillUndelegated(step.undelegated));
    if (problem !== undefined) throw new DeployError(problem);
    const token = this.#host.probeToken;
    const over = new AbortController();
    const checking = preflight(
      {
        ...step.check,
        nameServers: this.#zones.nameServersOf(step),
        probe: step.hasProbe ? { token, content: token } : undefined,
      },
      {
        resolver: ports.resolver,
        say: (line) => ports.runner.info(`  │ ${line}`),
        warn: ports.runner.warning,
        dnsTimeoutMs: deadline.workMs(propagationMs + moves.settleMs),
        probeTimeoutMs: deadline.workMs(step.probeTimeoutMs),
        signal: over.signal,
      },
    );
    try {
      await Promise.race([checking, ...(this.#host.isSwitched ? [this.#watchServices(over.signal)] : [])]);
    } finally {
      over.abort();
    }
  }

  async #watchServices(signal: AbortSignal): Promise<never> {
    const { connection, ports, timeline } = this.#session;
    const { project, root, certificateName } = this.#plan.host.site;
    const say = (line: string): void => ports.runner.info(`  │ ${line}`);
    const unhealthy = timeline.recordContainer.bind(timeline);
    const services = countedServices(this.#plan);
    const site = { project, root, site: certificateName, services };
    await watchServices({ connection, ...site, readTemplate: ports.readTemplate, say, unhealthy }, signal);
    return await new Promise<never>(() => undefined);
  }
}
