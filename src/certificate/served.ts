/** A certificate as read from a handshake or a file. */
export interface Certificate {
  /** DNS names of the subjectAltName, lower case. */
  readonly names: readonly string[];
  readonly issuer: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** What answers at the domain's port 443 now, as one TLS handshake saw it. */
export type ServedFacts =
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'tls'; readonly certificate: Certificate; readonly trusted: boolean; readonly address: string };
