import { isInUndelegatedZone, untilDelegated, type Undelegated } from '../dns/delegation.js';
import type { Zone } from '../dns/dns.js';
import type { RunnerStep } from '../plan/step.js';
import type { Session } from './session.js';

/** For the registry to publish a delegation; with most it takes a few minutes. */
const registryMs = 600_000;

/** Creates zones and has them delegated. When the plan was made, a zone that is created here had neither id nor name servers. */
export class ZoneSteps {
  readonly #session: Session;
  /** By name. */
  readonly #created = new Map<string, Zone>();
  /** Names of the zones that this run had the registry delegate to. */
  readonly #delegated = new Set<string>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** @throws DeployError */
  async create(names: readonly string[]): Promise<void> {
    const { ports, timeline } = this.#session;
    for (const name of names) {
      const zone = await ports.dns?.createZone(name);
      if (zone === undefined) return;
      this.#created.set(name, zone);
      timeline.recordZone(zone);
      this.#say(`${zone.name} is hosted zone ${zone.id}. Name servers to enter at the registrar:`);
      for (const server of zone.nameServers) this.#say(`  ${server}`);
    }
  }

  /** @throws DeployError */
  async delegate(zones: readonly Zone[]): Promise<void> {
    for (const zone of zones) {
      await this.#session.ports.dns?.delegate(this.withZone({ zone }).zone);
      this.#delegated.add(zone.name);
    }
  }

  /** The same, with the zone as it is by now. */
  withZone<T extends { readonly zone: Zone }>(about: T): T {
    return { ...about, zone: this.#created.get(about.zone.name) ?? about.zone };
  }

  /** Names in zones that are still not delegated. A delegation of this run gets time to be published. */
  async stillUndelegated(names: readonly Undelegated[]): Promise<readonly Undelegated[]> {
    const now = names.map((facts) => this.withZone(facts));
    const zones = [...new Map(now.map(({ zone }) => [zone.name, zone])).values()];
    const awaited = zones.filter(({ name }) => this.#delegated.has(name));
    // Where another one needs a person anyway, there is nothing to wait for.
    const limitMs = awaited.length === zones.length ? registryMs : 0;
    const waiting = awaited.map(async (zone) => [zone.name, await this.#wait(zone, limitMs)] as const);
    const found = new Map(await Promise.all(waiting));
    return now.map((facts) => published(facts, found.get(facts.zone.name))).filter(isInUndelegatedZone);
  }

  /** The name servers of each name's zone. */
  nameServersOf({
    check,
    undelegated,
  }: Extract<RunnerStep, { readonly kind: 'preflight' }>): ReadonlyMap<string, readonly string[]> {
    const created = undelegated.map((facts) => [facts.name, this.withZone(facts).zone.nameServers] as const);
    return new Map([...check.nameServers, ...created]);
  }

  async #wait(zone: Zone, limitMs: number): Promise<readonly string[]> {
    const { ports, deadline } = this.#session;
    const say = (line: string): void => this.#say(line);
    return await untilDelegated(zone, ports.resolver, { say, timeoutMs: deadline.workMs(limitMs) });
  }

  #say(line: string): void {
    this.#session.ports.runner.info(`  │ ${line}`);
  }
}

/** The name after its zone's name servers were entered; `delegatedTo` undefined: this run entered none. */
function published(facts: Undelegated, delegatedTo: readonly string[] | undefined): Undelegated {
  const { zone, registration } = facts;
  if (delegatedTo === undefined) return facts;
  const entered = registration && { registration: { ...registration, nameServers: zone.nameServers } };
  return { ...facts, delegatedTo, ...entered };
}
