import type { Certificate } from './certificate.js';
import type { Handshake } from './handshake.js';

/** What answers on the domain's port 443 now, according to one TLS handshake. */
export type ServedFacts =
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'tls'; readonly certificate: Certificate; readonly trusted: boolean; readonly address: string };

/**
 * Facts of a handshake. `trusted`: the chain ends in a root that Node trusts (including NODE_EXTRA_CA_CERTS), and the
 * certificate is current and valid for the domain.
 */
export function servedBy(seen: Handshake): ServedFacts {
  if (seen.kind === 'nothing') return seen;
  const { certificate, address, problem } = seen;
  return { kind: 'tls', certificate, address, trusted: problem === undefined };
}
