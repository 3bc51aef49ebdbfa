import { isIPv6, SocketAddress } from 'node:net';
import { type Failure, messageOf } from '../errors/deploy-error.js';
import type { Resolver } from '../dns/resolver.js';

/** Result of a lookup: the addresses of a name, or why the query failed. */
export type Found =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | { readonly kind: 'no-answer'; readonly why: string };

/**
 * The addresses of a name, IPv4 first, as `resolver` returns them. If it returns only a CNAME (an authoritative server does
 * when the target is in another zone), `publicResolver` resolves the target. Never rejects.
 */
export async function findAddresses(name: string, resolver: Resolver, publicResolver: Resolver): Promise<Found> {
  try {
    const direct = await bothFamilies(name, resolver);
    if (direct.length > 0) return { kind: 'addresses', addresses: direct };
    const [target] = await resolver.resolveCname(name);
    if (target === undefined) return { kind: 'addresses', addresses: [] };
    return { kind: 'addresses', addresses: await bothFamilies(target, publicResolver) };
  } catch (error) {
    return { kind: 'no-answer', why: messageOf(error) };
  }
}

/** A resolver that queries a zone's authoritative name servers; undefined when none of them has an address. */
export async function zoneResolver(
  nameServers: readonly string[],
  publicResolver: Resolver,
): Promise<Resolver | undefined> {
  const found = await Promise.all(
    nameServers.map(async (server) => await publicResolver.resolve4(server).catch(() => [])),
  );
  const addresses = [...new Set(found.flat())];
  return addresses.length === 0 ? undefined : publicResolver.at(addresses);
}

/** Queries the authoritative servers for one name, bypassing resolver caches, and the public resolver for all other names. */
export function bypassCache(name: string, zone: Resolver, publicResolver: Resolver): Resolver {
  const resolverFor = (queried: string) => (queried === name ? zone : publicResolver);
  return {
    ...publicResolver,
    resolve4: (queried) => resolverFor(queried).resolve4(queried),
    resolve6: (queried) => resolverFor(queried).resolve6(queried),
    resolveCname: (queried) => resolverFor(queried).resolveCname(queried),
  };
}

/**
 * Whether a name resolves to this host only. An ACME server may connect to any of the addresses and prefers IPv6, so a single
 * foreign address can fail the validation. Pure.
 */
export function judgeAnswer(answer: {
  readonly name: string;
  /** The server that was queried, for the message. */
  readonly where: string;
  readonly found: Found;
  readonly expected: readonly string[];
}): Failure | undefined {
  const { name, where, found, expected } = answer;
  const host = expected.join(', ');
  if (found.kind === 'no-answer' || found.addresses.length === 0) {
    return {
      code: 'dns-not-resolving',
      what: `${name} has no address according to ${where}`,
      ...(found.kind === 'no-answer' ? { why: found.why } : {}),
      hint: `Create a DNS record that points ${name} to ${host}. A resolver that was queried before the record existed may cache the negative answer for up to 15 minutes.`,
    };
  }
  const foreign = foreignAddresses(found.addresses, expected);
  if (foreign.length === 0) return undefined;
  const isOnlyIpv6 = foreign.every((address) => isIPv6(address));
  return {
    code: 'dns-mismatch',
    what: `${name} resolves to ${foreign.join(', ')} according to ${where}; this host is ${host}`,
    why: isOnlyIpv6
      ? 'An ACME server prefers the IPv6 address (AAAA record) and would send the challenge request there.'
      : 'An ACME server would send the challenge request there.',
    hint: isOnlyIpv6
      ? `Remove the AAAA record of ${name}, or set it to this host's IPv6 address.`
      : `Point ${name} to ${host}. If you changed it just now, wait until the TTL of the old record has expired and run the job again.`,
  };
}

/** The addresses that are not this host's, whatever their notation. */
export function foreignAddresses(found: readonly string[], expected: readonly string[]): readonly string[] {
  const ours = new Set(expected.map(normalAddress));
  return found.filter((address) => !ours.has(normalAddress(address)));
}

async function bothFamilies(name: string, resolver: Resolver): Promise<readonly string[]> {
  const [v4, v6] = await Promise.all([resolver.resolve4(name), resolver.resolve6(name)]);
  return [...v4, ...v6];
}

/** The canonical form of an address: `2001:DB8:0::1` is `2001:db8::1`. */
function normalAddress(address: string): string {
  return isIPv6(address) ? new SocketAddress({ address, family: 'ipv6' }).address : address;
}
