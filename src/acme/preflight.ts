import pRetry from 'p-retry';
import { asDeployError, DeployError, type Failure } from '../errors/deploy-error.js';
import type { Resolver } from '../dns/resolver.js';
import { findAddresses, bypassCache, zoneResolver } from './dns-check.js';
import { inFrontText, judgeWithProbe } from './in-front.js';
import { caaIssuerOf, caaProblem, findCaa } from './caa.js';
import { fetchProbe, type Probe, type ProbePorts } from './http01-self-check.js';

/** What has to be true before a certificate is requested. */
export interface PreflightCheck {
  readonly names: readonly string[];
  /** The public addresses of this host. */
  readonly addresses: readonly string[];
  /** The name servers of each name's zone. A name without an entry (`dns: none`) is only queried at the resolver. */
  readonly nameServers: ReadonlyMap<string, readonly string[]>;
  /** Names that resolved to another host before this run: the resolver may cache that for longer than this run waits. */
  readonly moved?: ReadonlySet<string>;
  /** ACME directory URL. */
  readonly acmeServer: string;
}

export interface PreflightRequest extends PreflightCheck {
  /** undefined: no probe can be served (a stack that manages its own webroot). */
  readonly probe: Probe | undefined;
}

export interface PreflightPorts extends ProbePorts {
  readonly say: (line: string) => void;
  /** For what is unusual and works. Default: `say`. */
  readonly warn?: (text: string) => void;
  /** Time limit for DNS propagation. Default 90 s. */
  readonly dnsTimeoutMs?: number;
  /** Time limit until the reverse proxy serves the probe. Default 20 s. */
  readonly probeTimeoutMs?: number;
  /** Aborts the retries. */
  readonly signal?: AbortSignal;
}

/**
 * Checks that a certificate request would succeed before one is sent, because certificate authorities limit failed validations:
 * every name resolves to this host or to a proxy in front of it, CAA records allow the authority, and a test file on port 80 is reachable
 * from outside.
 * @throws DeployError dns-not-resolving, dns-mismatch, certificate-request-failed, challenge-unreachable
 */
export async function preflight(request: PreflightRequest, ports: PreflightPorts): Promise<void> {
  const dnsTimeoutMs = ports.dnsTimeoutMs ?? 90_000;
  const resolvers = new Map<string, Resolver>();
  const inFront = new Map<string, readonly string[]>();
  const checking = {
    ...ports,
    foundInFront: (name: string, found: readonly string[]) => void inFront.set(name, found),
  };
  await forEachName(request.names, async (name) => {
    const ownServers = request.nameServers.get(name) ?? [];
    // Authoritative servers first: a resolver that is queried before they have the record would cache the negative answer.
    if (ownServers.length > 0) {
      await eventually(() => checkAtZone(name, ownServers, request, checking), dnsTimeoutMs, ports);
    }
    try {
      await eventually(() => checkAtResolver(name, request, checking), dnsTimeoutMs, ports);
    } catch (error) {
      const own = await zoneResolver(ownServers, ports.resolver);
      const isCached = request.moved?.has(name) === true && asDeployError(error).code === 'dns-mismatch';
      if (!isCached || own === undefined) throw error;
      // A certificate authority queries the authoritative servers, or caches answers for a minute at most.
      ports.say(
        `The runner's resolver still caches the previous address of ${name}; using the answer of the authoritative name servers`,
      );
      resolvers.set(name, bypassCache(name, own, ports.resolver));
    }
  });
  sayWhere(request, inFront, ports);

  const issuer = caaIssuerOf(request.acmeServer);
  if (issuer !== undefined) await forEachName(request.names, (name) => checkCaa(name, issuer, ports));

  const { probe } = request;
  if (probe === undefined) return;
  await forEachName(request.names, (name) =>
    eventually(
      () => fetchProbe(name, probe, { ...ports, resolver: resolvers.get(name) ?? ports.resolver }),
      ports.probeTimeoutMs ?? 20_000,
      ports,
    ),
  );
  ports.say(`Port 80: the test file is reachable from outside for ${request.names.join(', ')}`);
}

function sayWhere(
  { names, addresses }: PreflightCheck,
  inFront: ReadonlyMap<string, readonly string[]>,
  { say, warn = say }: Pick<PreflightPorts, 'say' | 'warn'>,
): void {
  const here = names.filter((name) => !inFront.has(name));
  if (here.length > 0) say(`DNS: ${here.join(', ')} resolve to ${addresses.join(', ')}`);
  for (const [name, found] of inFront) warn(inFrontText(name, found, addresses));
}

/** The ports of a check that may meet a CDN or load balancer. */
type Checking = PreflightPorts & { readonly foundInFront: (name: string, addresses: readonly string[]) => void };

async function checkAtZone(
  name: string,
  servers: readonly string[],
  request: PreflightRequest,
  ports: Checking,
): Promise<Failure | undefined> {
  const { resolver } = ports;
  const zone = await zoneResolver(servers, resolver);
  const where = `the authoritative name servers (${servers.join(', ')})`;
  const found =
    zone === undefined
      ? { kind: 'no-answer' as const, why: `the name servers ${servers.join(', ')} have no address` }
      : await findAddresses(name, zone, resolver);
  return await judgeWithProbe({ name, where, found, expected: request.addresses }, request.probe, ports);
}

async function checkAtResolver(name: string, request: PreflightRequest, ports: Checking): Promise<Failure | undefined> {
  const found = await findAddresses(name, ports.resolver, ports.resolver);
  const answer = { name, where: "the runner's resolver", found, expected: request.addresses };
  return await judgeWithProbe(answer, request.probe, ports);
}

async function checkCaa(name: string, issuer: string, ports: PreflightPorts): Promise<void> {
  const refusal = caaProblem(name, await findCaa(name, ports.resolver, ports.say), issuer);
  if (refusal !== undefined) throw new DeployError(refusal);
}

/** Checks all names concurrently; waits for all of them, then throws the first failure. */
async function forEachName(names: readonly string[], check: (name: string) => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(names.map(check));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw asDeployError(failed.reason);
}

/** Repeats a check, with 1 s to 10 s between attempts, until it passes or the time limit is reached. */
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
      const shouldRetry = error instanceof DeployError && Date.now() < deadline;
      if (shouldRetry) say(`Retrying: ${error.message}`);
      return shouldRetry;
    },
  });
}
