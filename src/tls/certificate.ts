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
 * @throws DeployError certificate-invalid when the text holds no readable certificate
 */
export function parsePemCertificate(pem: string): Certificate {
  try {
    return certificateOf(new X509Certificate(pem));
  } catch (error) {
    throw new DeployError({
      code: 'certificate-invalid',
      what: 'The certificate on the host cannot be read as PEM',
      hint: 'Check the certificate files of this site on the host (live/<domain>). If they are damaged, move them away: the next run requests a new certificate.',
      cause: error,
    });
  }
}

/** The facts about a certificate that this action uses. */
export function certificateOf(x509: X509Certificate): Certificate {
  return {
    names: dnsNames(x509.subjectAltName),
    issuer: x509.issuer.split('\n').join(', '),
    notBefore: new Date(x509.validFrom),
    notAfter: new Date(x509.validTo),
  };
}

/** Whether the certificate is valid for the name; a wildcard covers exactly one label (RFC 6125). */
export function covers(certificate: Pick<Certificate, 'names'>, name: string): boolean {
  const wildcard = name.replace(/^[^.]+/, '*');
  return certificate.names.includes(name) || certificate.names.includes(wildcard);
}

/** Whole days until the certificate expires; negative if it has expired. */
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
