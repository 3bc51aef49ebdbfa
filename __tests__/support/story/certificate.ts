import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:tls';
import type { StorySite } from './site.js';

export interface ServedCertificate {
  readonly serial: string;
  readonly names: readonly string[];
}

/** The certificate that the host serves to a visitor of the site who trusts the ACME server's root and no other. */
export async function servedCertificate(site: StorySite): Promise<ServedCertificate> {
  const ca = await readFile(site.lab.acme.rootFile, 'utf8');
  const options = { host: site.host.address, port: 443, servername: site.domain, ca, timeout: 10_000 };
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

/** The first certificate served that is not this one. nginx reloads on its own time, after the command has returned. Throws after 10 s. */
export async function servedInsteadOf(site: StorySite, serial: string): Promise<ServedCertificate> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const served = await servedCertificate(site);
    if (served.serial !== serial) return served;
    await sleep(200);
  }
  throw new Error(`After 10 s the certificate served is still ${serial}`);
}
