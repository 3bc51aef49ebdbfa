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
 * Queries the DNS. A name or type that does not exist yields an empty list; if no server answers (ETIMEOUT, ESERVFAIL,
 * EREFUSED, ECONNREFUSED), the error of node:dns is thrown. Names are returned in lower case, without the final dot.
 */
export interface Resolver {
  resolve4(name: string): Promise<readonly string[]>;
  resolve6(name: string): Promise<readonly string[]>;
  resolveNs(name: string): Promise<readonly string[]>;
  resolveCname(name: string): Promise<readonly string[]>;
  resolveCaa(name: string): Promise<readonly CaaRecord[]>;
  /** The same queries, sent to these IP addresses, with these limits. */
  at(addresses: readonly string[], limits?: QueryLimits): Resolver;
}

export interface QueryLimits {
  /** Timeout of the first attempt of a query; c-ares increases it for later attempts. */
  readonly timeoutMs?: number;
  /** How often each server is tried. */
  readonly tries?: number;
}

interface ResolverOptions extends QueryLimits {
  /** IP addresses to query; default: the machine's resolvers. */
  readonly servers?: readonly string[];
  /** Port of the servers passed here and to `at`. */
  readonly port?: number;
}

/** A resolver over node:dns. With the defaults a query takes about 10 s at most. */
export function createResolver({ servers, port = 53, timeoutMs = 2000, tries = 3 }: ResolverOptions = {}): Resolver {
  // A new channel for each query: a channel may cache answers, and repeated queries wait for a change.
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
    at: (addresses, limits) => createResolver({ servers: addresses, port, timeoutMs, tries, ...limits }),
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
