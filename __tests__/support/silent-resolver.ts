import type { Resolver } from '../../src/dns/resolver.js';

const none = () => Promise.resolve([]);

/** Knows no name. */
export const silentResolver: Resolver = {
  resolve4: none,
  resolve6: none,
  resolveNs: none,
  resolveCname: none,
  resolveCaa: none,
  at: () => silentResolver,
};
