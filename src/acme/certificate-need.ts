import { covers, type Certificate } from '../tls/certificate.js';

/** Whether the certify step has to run. */
export type CertificateNeed =
  | { readonly kind: 'none'; readonly because: string }
  | { readonly kind: 'missing'; readonly because: string }
  | { readonly kind: 'names'; readonly missing: readonly string[]; readonly because: string }
  | { readonly kind: 'expired'; readonly because: string };

/**
 * Decides from the certificate on the host. A certificate that only expires soon is left to the renewal job. Additional names
 * in it are no reason to request a new one. Pure.
 */
export function certificateNeed(
  certificate: Certificate | undefined,
  names: readonly string[],
  now: Date,
): CertificateNeed {
  if (certificate === undefined) {
    return { kind: 'missing', because: `there is no certificate for ${names.join(', ')} on the host` };
  }
  const missing = names.filter((name) => !covers(certificate, name));
  if (missing.length > 0) {
    const because = `the certificate covers ${certificate.names.join(', ')}, but not ${missing.join(', ')}`;
    return { kind: 'names', missing, because };
  }
  const end = certificate.notAfter.toISOString().slice(0, 10);
  if (certificate.notAfter.getTime() <= now.getTime()) {
    return { kind: 'expired', because: `the certificate expired on ${end} and was not renewed` };
  }
  return { kind: 'none', because: `the certificate covers ${names.join(', ')} until ${end}` };
}
