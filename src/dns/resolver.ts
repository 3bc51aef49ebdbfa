import { codeOf } from '../errors/deploy-error.js';
import { promises as dns } from 'node:dns';
import { plainName } from './name.js';

/** One property of a CAA record set: `0 issue "letsencrypt.org"`. */
export interface CaaRecord {
  readonly critical: boolean;
  readonly tag: string;
  readonly value: string;
}

/**
 * Asks the DNS. A name or type that does not exist gives an empty list; where no server gives an answer (ETIMEOUT,
 * ESERVFAIL, EREFUSED, ECONNREFUSED) the error of node:dns is thrown. Names come back lower case, without the final dot.
 */
export interface Resolver {
  resolve4(name: string): Promise<readonly string[]>;
  resolve6(name: string): Promise<readonly string[]>;
  resolveNs(name: string): Promise<readonly string[]>;
  resolveCname(name: string): Promise<readonly string[]>;
  resolveCaa(name: string): Promise<readonly CaaRecord[]>;
  /** The same questions, put to these IP addresses, with this patience. */
  at(addresses: readonly string[], patience?: Patience): Resolver;
}

export interface Patience {
  /** Time for the first try of one question; c-ares lengthens it for later ones. */
  readonly timeoutMs?: number;
  /** How often each server is tried. */
  readonly tries?: number;
}

interface ResolverOptions extends Patience {
  /** IP addresses to ask; default: the machine's resolvers. */
  readonly servers?: readonly string[];
  /** Port of the servers given here and to `at`. */
  readonly port?: number;
}

/** A resolver over node:dns. By default a question takes some 10 s at the very most. */
export function createResolver({ servers, port = 53, timeoutMs = 2000, tries = 3 }: ResolverOptions = {}): Resolver {
  // A new channel for each question: a channel may keep answers, and we ask again because we wait for them to change.
  const channel = () => {
    const resolver = new dns.Resolver({ timeout: timeoutMs, tries });
    if (servers !== undefined) resolver.setServers(servers.map((server) => withPort(server, port)));
    return resolver;
  };
  return {
    resolve4: (name) => orNone(() => channel().resolve4(name)),
    resolve6: (name) => orNone(() => channel().resolve6(name)),
    resolveNs: async (name) => (await orNone(() => channel().resolveNs(name))).map(plainName),
    resolveCname: async (name) => (await orNone(() => channel().resolveCname(name))).map(plainName),
    resolveCaa: async (name) => (await orNone(() => channel().resolveCaa(name))).flatMap(properties),
    at: (addresses, patience) => createResolver({ servers: addresses, port, timeoutMs, tries, ...patience }),
  };
}

async function orNone<T>(ask: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await ask();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOTFOUND' || code === 'ENODATA') return [];
    throw error;
  }
}

function properties({ critical, ...tags }: { readonly critical: number }): readonly CaaRecord[] {
  return Object.entries(tags)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .map(([tag, value]) => ({ critical: critical !== 0, tag, value }));
}

function withPort(server: string, port: number): string {
  if (port === 53) return server;
  return server.includes(':') ? `[${server}]:${port}` : `${server}:${port}`;
}
