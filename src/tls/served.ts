import type { Certificate } from './certificate.js';
import type { Handshake } from './handshake.js';

/** What answers at the domain's port 443 now, as one TLS handshake saw it. */
export type ServedFacts =
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'tls'; readonly certificate: Certificate; readonly trusted: boolean; readonly address: string };

/** What a handshake showed. `trusted`: the chain ends in a root that Node trusts (NODE_EXTRA_CA_CERTS included), it is in date, and good for the domain. */
export function servedBy(seen: Handshake): ServedFacts {
  if (seen.kind === 'nothing') return seen;
  const { certificate, address, problem } = seen;
  return { kind: 'tls', certificate, address, trusted: problem === undefined };
}
