import pRetry from 'p-retry';
import { asDeployError, DeployError, type Failure } from '../errors/deploy-error.js';
import type { Resolver } from '../dns/resolver.js';
import { findAddresses, judgeAnswer, pastMemory, zoneResolver } from './dns-check.js';
import { caaIssuerOf, caaRefusal, findCaa } from './caa.js';
import { fetchProbe, type Probe, type ProbePorts } from './http01-self-check.js';

/** What has to be true before a certificate is requested. */
export interface PreflightCheck {
  readonly names: readonly string[];
  /** The addresses of this host, as the world sees them. */
  readonly addresses: readonly string[];
  /** The name servers of each name's zone. A name without an entry (`dns: none`) is only asked for at the resolver. */
  readonly nameServers: ReadonlyMap<string, readonly string[]>;
  /** Names that led elsewhere before this run: the resolver may remember that for longer than is waited. */
  readonly moved?: ReadonlySet<string>;
  /** ACME directory URL. */
  readonly acmeServer: string;
}

export interface PreflightRequest extends PreflightCheck {
  /** undefined: no probe can be served (a stack whose webroot is its own affair). */
  readonly probe: Probe | undefined;
}

export interface PreflightPorts extends ProbePorts {
  readonly say: (line: string) => void;
  /** How long the DNS may take until it has come round. Default 90 s. */
  readonly dnsTimeoutMs?: number;
  /** How long the proxy may take until it serves the probe. Default 20 s. */
  readonly probeTimeoutMs?: number;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

/**
 * Makes sure that an order would succeed before one is spent, for a certificate authority counts the failures: every name
 * leads here, CAA allows it, and a file on port 80 is reached from outside.
 * @throws DeployError name-does-not-resolve, name-answers-elsewhere, certificate-refused, probe-not-served
 */
export async function preflight(request: PreflightRequest, ports: PreflightPorts): Promise<void> {
  const dnsTimeoutMs = ports.dnsTimeoutMs ?? 90_000;
  const asking = new Map<string, Resolver>();
  await forEachName(request.names, async (name) => {
    const ownServers = request.nameServers.get(name) ?? [];
    // The zone's own servers first: a resolver asked before they have the record would remember that it is not there.
    if (ownServers.length > 0) {
      await eventually(() => checkAtZone(name, ownServers, request, ports), dnsTimeoutMs, ports);
    }
    try {
      await eventually(() => checkInWorld(name, request, ports), dnsTimeoutMs, ports);
    } catch (error) {
      const own = await zoneResolver(ownServers, ports.resolver);
      const isMemory = request.moved?.has(name) === true && asDeployError(error).code === 'name-answers-elsewhere';
      if (!isMemory || own === undefined) throw error;
      // An authority asks the zone itself, or remembers for a minute at most.
      ports.say(`The resolver of the runner remembers where ${name} led before; what the zone says counts`);
      asking.set(name, pastMemory(name, own, ports.resolver));
    }
  });
  ports.say(`DNS: ${request.names.join(', ')} lead to ${request.addresses.join(', ')}`);

  const issuer = caaIssuerOf(request.acmeServer);
  if (issuer !== undefined) await forEachName(request.names, (name) => checkCaa(name, issuer, ports));

  const { probe } = request;
  if (probe === undefined) return;
  await forEachName(request.names, (name) =>
    eventually(
      () => fetchProbe(name, probe, { ...ports, resolver: asking.get(name) ?? ports.resolver }),
      ports.probeTimeoutMs ?? 20_000,
      ports,
    ),
  );
  ports.say(`Port 80: the test file was fetched from outside for ${request.names.join(', ')}`);
}

async function checkAtZone(
  name: string,
  servers: readonly string[],
  request: PreflightRequest,
  { resolver }: { readonly resolver: Resolver },
): Promise<Failure | undefined> {
  const zone = await zoneResolver(servers, resolver);
  const where = `the zone's name servers (${servers.join(', ')})`;
  const found =
    zone === undefined
      ? { kind: 'no-answer' as const, why: `${servers.join(', ')} have no address` }
      : await findAddresses(name, zone, resolver);
  return judgeAnswer({ name, where, found, expected: request.addresses });
}

async function checkInWorld(
  name: string,
  request: PreflightRequest,
  { resolver }: { readonly resolver: Resolver },
): Promise<Failure | undefined> {
  const found = await findAddresses(name, resolver, resolver);
  return judgeAnswer({ name, where: 'the resolver of the runner', found, expected: request.addresses });
}

async function checkCaa(name: string, issuer: string, ports: PreflightPorts): Promise<void> {
  const refusal = caaRefusal(name, await findCaa(name, ports.resolver, ports.say), issuer);
  if (refusal !== undefined) throw new DeployError(refusal);
}

/** All names at a time; the first failure counts, after every name has come to its end. */
async function forEachName(names: readonly string[], check: (name: string) => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(names.map(check));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw asDeployError(failed.reason);
}

/** Repeats a check, 1 s to 10 s apart, until it finds no fault or the time is up. */
async function eventually(
  check: () => Promise<Failure | undefined>,
  timeoutMs: number,
  { say, signal }: Pick<PreflightPorts, 'say' | 'signal'>,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  const attempt = async () => {
    const failure = await check();
    if (failure !== undefined) throw new DeployError(failure);
  };
  await pRetry(attempt, {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: 1000,
    factor: 1.6,
    maxTimeout: 10_000,
    signal,
    shouldRetry: ({ error }) => {
      const isAgain = error instanceof DeployError && Date.now() < deadline;
      if (isAgain) say(`Not yet: ${error.message}`);
      return isAgain;
    },
  });
}
