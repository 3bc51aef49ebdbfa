import type { Certificate } from './certificate.js';
import { shakeHands, type HandshakeOptions } from './handshake.js';

/** What answers at the domain's port 443 now, as one TLS handshake saw it. */
export type ServedFacts =
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'tls'; readonly certificate: Certificate; readonly trusted: boolean; readonly address: string };

/**
 * Looks at what the domain serves, by one handshake that sends nothing. `trusted`: the chain ends in a root that Node trusts
 * (NODE_EXTRA_CA_CERTS included), it is in date, and good for the domain. Never rejects.
 */
export async function observeServed(domain: string, options: HandshakeOptions = {}): Promise<ServedFacts> {
  const seen = await shakeHands(domain, options);
  if (seen.kind === 'nothing') return seen;
  const { certificate, address, problem } = seen;
  return { kind: 'tls', certificate, address, trusted: problem === undefined };
}
