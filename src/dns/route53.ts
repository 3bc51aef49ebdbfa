import { setTimeout as sleep } from 'node:timers/promises';
import { DeployError } from '../errors/deploy-error.js';
import { isDelegated, observeDelegation } from './delegation.js';
import type { Dns, DnsFacts, NameFacts, RecordChange, Registration, Zone } from './dns.js';
import { bareId, sortRecordSets } from './record-sets.js';
import { plainName } from './name.js';
import { createZone } from './create-zone.js';
import type { NewZone } from '../inputs/parsers/new-zone.js';
import type { Resolver } from './resolver.js';
import { observeRegistration } from './registration.js';
import type { Route53Api } from './route53-api.js';
import { isWithin, newZoneName, zonesFor, type ListedZone } from './zone.js';
import { givenZoneNotFound, givenZoneUnfit, notInSync, zoneAmbiguous, zoneNotFound } from './errors.js';

interface Route53Options {
  /** As the user gave it; undefined: the zone is found by the name. */
  readonly hostedZoneId?: string | undefined;
  /** What is to be created for a name that is in no zone. Default: nothing. */
  readonly newZone?: NewZone;
  /** Whether the registration of a domain has to be known: otherwise a call that fails is no error. Default: no. */
  readonly setsNameServers?: boolean;
  readonly resolver: Resolver;
  readonly say: (line: string) => void;
  /** Interval between two status requests for a change; default 2 s (Route 53 usually needs 20 to 60 s). */
  readonly pollMs?: number;
}

interface ZoneFacts {
  readonly zone: Zone;
  /** The delegation in the parent zone, queried in parallel with Route 53. */
  readonly delegatedTo: Promise<readonly string[]>;
}

/** Route 53, with credentials and endpoint from the environment. The AWS SDK is loaded on first use, its client for domains only where a zone is not delegated. */
export function route53({ resolver, say, pollMs = 2000, ...options }: Route53Options): Dns {
  const { hostedZoneId, newZone = 'none', setsNameServers = false } = options;
  const sdk = once(async () => (await import('./route53-api.js')).route53Api());
  const domains = once(async () => (await import('./domains-api.js')).domainsApi());
  return {
    async observe(names) {
      const api = await sdk();
      const findZone = zoneFinder(api, resolver, { givenId: hostedZoneId, newZone });
      const findRegistration = onceEach(registrationOf);
      const facts: NameFacts[] = [];
      // Sequential, because an account has a limit of five requests per second for all of its users.
      for (const name of names.map(plainName)) {
        const known = await observeName(api, name, await findZone(name));
        const isUndelegated = !isDelegated(known.zone, known.delegatedTo);
        const registration = isUndelegated ? await findRegistration(known.zone.name) : undefined;
        facts.push(registration === undefined ? known : { ...known, registration });
      }
      return { names: facts } satisfies DnsFacts;
    },
    apply: (change, timeoutMs) => apply(change, timeoutMs),
    createZone: async (name) => await createZone(name, await sdk(), { now: new Date(), pollMs }),
    delegate: async ({ name, nameServers }) => await (await domains()).setNameServers(name, nameServers),
  };

  async function registrationOf(zone: string): Promise<Registration | undefined> {
    try {
      return await observeRegistration({ name: zone }, await domains(), resolver);
    } catch (error) {
      if (setsNameServers) throw error;
      return undefined;
    }
  }

  async function observeName(
    api: Route53Api,
    name: string,
    { zone, delegatedTo: pending }: ZoneFacts,
  ): Promise<NameFacts> {
    const reading = zone.isMissing === true ? Promise.resolve([]) : api.recordSetsOf(zone.id, name);
    const [sets, delegatedTo] = await Promise.all([reading, pending]);
    return { name, zone, delegatedTo, ...sortRecordSets(sets) };
  }

  // Not the SDK's waiter: it treats a denied GetChange as "not yet" and waits silently until the timeout.
  async function apply(change: RecordChange, timeoutMs: number): Promise<void> {
    const start = Date.now();
    const api = await sdk();
    let status = await api.send(change);
    while (!status.isInSync) {
      const leftMs = start + timeoutMs - Date.now();
      if (leftMs <= 0) throw new DeployError(notInSync(change.zone, timeoutMs));
      say(`Waiting for DNS propagation to all name servers of ${change.zone.name}: ${seconds(Date.now() - start)} s`);
      await sleep(Math.min(pollMs, leftMs));
      status = await api.statusOf(status.id);
    }
  }
}

/** Returns a function that finds the zone of a name. It caches the list of zones, each zone and its delegation. */
function zoneFinder(
  api: Route53Api,
  resolver: Resolver,
  { givenId, newZone }: { readonly givenId: string | undefined; readonly newZone: NewZone },
): (name: string) => Promise<ZoneFacts> {
  const listZones = once(() => api.listZones());
  const observe = onceEach((id) => observeZone(api, resolver, id));
  const observeMissing = onceEach((zone) => Promise.resolve(missingZone(zone, resolver)));
  const observeGiven = onceEach((id) => observeGivenZone(api, resolver, id));
  return async (name) => {
    if (givenId !== undefined) {
      const { isPrivate, ...given } = await observeGiven(bareId(givenId));
      if (!isPrivate && isWithin(name, given.zone.name)) return given;
      throw new DeployError(givenZoneUnfit(name, { ...given.zone, isPrivate }));
    }
    const listed = await listZones();
    const existing = await chooseZone(name, listed, observe);
    if (existing !== undefined) return existing;
    const missing = newZoneName(name, newZone);
    if (missing === undefined) throw new DeployError(zoneNotFound(name, listed));
    return observeMissing(missing);
  };
}

async function chooseZone(
  name: string,
  listed: readonly ListedZone[],
  observe: (id: string) => Promise<ZoneFacts>,
): Promise<ZoneFacts | undefined> {
  const fitting = await Promise.all(zonesFor(name, listed).map(({ id }) => observe(id)));
  const [first] = fitting;
  if (fitting.length < 2) return first;
  const answers = await Promise.all(fitting.map(async ({ delegatedTo }) => await delegatedTo));
  const delegated = fitting.filter(({ zone }, index) => isDelegated(zone, answers[index] ?? []));
  const [only] = delegated;
  if (only !== undefined && delegated.length === 1) return only;
  throw new DeployError(
    zoneAmbiguous(
      name,
      fitting.map(({ zone }, index) => ({ ...zone, delegatedTo: answers[index] ?? [] })),
    ),
  );
}

function missingZone(name: string, resolver: Resolver): ZoneFacts {
  const zone = { id: '', name, nameServers: [], isMissing: true } as const;
  return { zone, delegatedTo: ignoringUnheard(observeDelegation(zone, resolver)) };
}

async function observeZone(api: Route53Api, resolver: Resolver, id: string) {
  const { isPrivate, ...zone } = await api.getZone(id);
  const delegatedTo = isPrivate ? Promise.resolve([]) : observeDelegation(zone, resolver);
  return { zone, isPrivate, delegatedTo: ignoringUnheard(delegatedTo) };
}

async function observeGivenZone(api: Route53Api, resolver: Resolver, id: string) {
  try {
    return await observeZone(api, resolver, id);
  } catch (error) {
    if (!(error instanceof DeployError) || error.code !== 'aws-error') throw error;
    if (!/^(NoSuchHostedZone|InvalidInput)\b/.test(error.why ?? '')) throw error;
    throw new DeployError(givenZoneNotFound(id, error));
  }
}

/** Prevents an unhandled rejection; the caller may await it later. */
function ignoringUnheard<T>(answer: Promise<T>): Promise<T> {
  answer.catch(() => undefined);
  return answer;
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => (asked ??= ask());
}

function onceEach<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const asked = new Map<string, () => Promise<T>>();
  return (key) => {
    const known = asked.get(key) ?? once(() => ask(key));
    asked.set(key, known);
    return known();
  };
}

function seconds(ms: number): number {
  return Math.round(ms / 1000);
}
