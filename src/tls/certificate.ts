import { X509Certificate } from 'node:crypto';
import { DeployError } from '../errors/deploy-error.js';

/** A certificate as read from a handshake or a file. */
export interface Certificate {
  /** DNS names of the subjectAltName, lower case. */
  readonly names: readonly string[];
  readonly issuer: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/**
 * Reads the first certificate of a PEM text (certbot's `fullchain.pem` or `cert.pem`).
 * @throws DeployError certificate-not-valid when there is none that can be read
 */
export function parsePemCertificate(pem: string): Certificate {
  try {
    return certificateOf(new X509Certificate(pem));
  } catch (error) {
    throw new DeployError({
      code: 'certificate-not-valid',
      what: 'The certificate on the host cannot be read as PEM',
      hint: 'Look at the files of this site’s certificate on the host (live/<domain>); if they are broken, move them aside: the next run gets a new one.',
      cause: error,
    });
  }
}

/** What this action wants to know of a certificate. */
export function certificateOf(x509: X509Certificate): Certificate {
  return {
    names: dnsNames(x509.subjectAltName),
    issuer: x509.issuer.split('\n').join(', '),
    notBefore: new Date(x509.validFrom),
    notAfter: new Date(x509.validTo),
  };
}

/** Whether the certificate is good for the name; `*.example.com` is good for one more label, as in RFC 6125. */
export function covers(certificate: Pick<Certificate, 'names'>, name: string): boolean {
  const wildcard = name.replace(/^[^.]+/, '*');
  return certificate.names.includes(name) || certificate.names.includes(wildcard);
}

/** Whole days until the certificate ends; negative when it has. */
export function daysLeft(certificate: Pick<Certificate, 'notAfter'>, now: Date): number {
  return Math.floor((certificate.notAfter.getTime() - now.getTime()) / 86_400_000);
}

/** node:crypto writes the extension as `DNS:a.example, DNS:b.example, IP Address:1.2.3.4`. */
function dnsNames(subjectAltName: string | undefined): readonly string[] {
  return (subjectAltName ?? '')
    .split(', ')
    .filter((entry) => entry.startsWith('DNS:'))
    .map((entry) => entry.slice('DNS:'.length).toLowerCase());
}
