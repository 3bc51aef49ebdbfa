import { readFile } from 'node:fs/promises';
import { connect } from 'node:tls';
import type { StorySite } from './site.js';

export interface ServedCertificate {
  readonly serial: string;
  readonly names: readonly string[];
}

/** The certificate that the host serves to a visitor of the site who trusts the ACME server's root and no other. */
export async function servedCertificate(site: StorySite): Promise<ServedCertificate> {
  const ca = await readFile(site.lab.acme.rootFile, 'utf8');
  const options = { host: site.lab.hosts.fresh.address, port: 443, servername: site.domain, ca, timeout: 10_000 };
  return new Promise((resolve, reject) => {
    const socket = connect(options, () => {
      const { serialNumber, subjectaltname = '' } = socket.getPeerCertificate();
      socket.end();
      resolve({ serial: serialNumber, names: subjectaltname.split(', ').map((name) => name.replace(/^DNS:/, '')) });
    });
    socket.on('error', reject);
    socket.on('timeout', () => socket.destroy(new Error(`No handshake with ${options.host} within 10 s`)));
  });
}
