import { isIPv6, SocketAddress } from 'node:net';
import { type Failure, messageOf } from '../errors/deploy-error.js';
import type { Resolver } from '../dns/resolver.js';

/** What was found for a name: its addresses, or why there is no answer. */
export type Found =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | { readonly kind: 'no-answer'; readonly why: string };

/**
 * The addresses of a name, IPv4 first, as `asked` gives them. Where it gives only an alias (a zone's own server does, when
 * the target lies elsewhere), `world` is asked for the target. Never rejects.
 */
export async function findAddresses(name: string, asked: Resolver, world: Resolver): Promise<Found> {
  try {
    const direct = await bothFamilies(name, asked);
    if (direct.length > 0) return { kind: 'addresses', addresses: direct };
    const [target] = await asked.resolveCname(name);
    if (target === undefined) return { kind: 'addresses', addresses: [] };
    return { kind: 'addresses', addresses: await bothFamilies(target, world) };
  } catch (error) {
    return { kind: 'no-answer', why: messageOf(error) };
  }
}

/** A resolver that asks a zone's own name servers; undefined when none of them has an address. */
export async function zoneResolver(nameServers: readonly string[], world: Resolver): Promise<Resolver | undefined> {
  const found = await Promise.all(nameServers.map(async (server) => await world.resolve4(server).catch(() => [])));
  const addresses = [...new Set(found.flat())];
  return addresses.length === 0 ? undefined : world.at(addresses);
}

/** Asks a zone's own servers for one name, past what resolvers remember of it, and the world for all others. */
export function pastMemory(name: string, zone: Resolver, world: Resolver): Resolver {
  const whom = (asked: string) => (asked === name ? zone : world);
  return {
    ...world,
    resolve4: (asked) => whom(asked).resolve4(asked),
    resolve6: (asked) => whom(asked).resolve6(asked),
    resolveCname: (asked) => whom(asked).resolveCname(asked),
  };
}

/**
 * Whether a name leads to this host and nowhere else. An ACME server may ask any of the addresses, and prefers IPv6, so a
 * single foreign one can make an order fail. Pure.
 */
export function judgeAnswer(answer: {
  readonly name: string;
  /** Who was asked, for the message. */
  readonly where: string;
  readonly found: Found;
  readonly expected: readonly string[];
}): Failure | undefined {
  const { name, where, found, expected } = answer;
  const host = expected.join(', ');
  if (found.kind === 'no-answer' || found.addresses.length === 0) {
    return {
      code: 'name-does-not-resolve',
      what: `${name} has no address at ${where}`,
      ...(found.kind === 'no-answer' ? { why: found.why } : {}),
      hint: `Make a record for ${name} that leads to ${host}. A resolver that was asked before it existed may remember that for up to 15 minutes.`,
    };
  }
  const ours = new Set(expected.map(normalAddress));
  const foreign = found.addresses.filter((address) => !ours.has(normalAddress(address)));
  if (foreign.length === 0) return undefined;
  const isOnlyIpv6 = foreign.every((address) => isIPv6(address));
  return {
    code: 'name-answers-elsewhere',
    what: `${name} leads to ${foreign.join(', ')} at ${where}; this host is ${host}`,
    why: isOnlyIpv6
      ? 'An ACME server prefers the IPv6 address (AAAA record), and would look for its proof there.'
      : 'An ACME server would look for its proof there.',
    hint: isOnlyIpv6
      ? `Remove the AAAA record of ${name}, or make it this host's IPv6 address.`
      : `Point ${name} at ${host}. If it was changed just now, wait until the old record's TTL is over and run again.`,
  };
}

async function bothFamilies(name: string, resolver: Resolver): Promise<readonly string[]> {
  const [v4, v6] = await Promise.all([resolver.resolve4(name), resolver.resolve6(name)]);
  return [...v4, ...v6];
}

/** One spelling for each address: `2001:DB8:0::1` is `2001:db8::1`. */
function normalAddress(address: string): string {
  return isIPv6(address) ? new SocketAddress({ address, family: 'ipv6' }).address : address;
}
