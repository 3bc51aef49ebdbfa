import { once } from 'node:events';
import { connect } from 'node:tls';
import { suggestRenewal } from '../../lab/acme-server.js';
import { execOnHost } from '../../lab/hosts.js';
import type { OurSite } from './our-site.js';

/**
 * Runs the site's cron entry while the ACME server reports that every certificate is due. Throws unless the site then serves a
 * new one. The ACME server is shared: other renewals in these seconds happen as well.
 */
export async function renewOnHost(site: OurSite): Promise<void> {
  const { host } = site;
  const { stdout } = await execOnHost(host, ['crontab', '-l', '-u', 'ec2-user']);
  const [, command] = /^(?:\S+ ){5}(.*renew.*)$/m.exec(stdout) ?? [];
  if (command === undefined) throw new Error(`The host has no cron entry for the renewal: ${stdout}`);
  const before = await servedCertificate(site);
  await suggestRenewal('now');
  try {
    const { exitCode, stderr } = await execOnHost(host, ['sh', '-c', command], { user: 'ec2-user' });
    if (exitCode !== 0) throw new Error(`The renewal ended with ${exitCode}: ${stderr}`);
  } finally {
    await suggestRenewal('in-time');
  }
  if ((await servedCertificate(site)) === before) throw new Error('The site still serves the certificate from before');
}

/** The fingerprint of the certificate that the site serves. */
async function servedCertificate({ address, domain }: OurSite): Promise<string> {
  const socket = connect({ host: address, port: 443, servername: domain, rejectUnauthorized: false, timeout: 10_000 });
  socket.once('timeout', () => socket.destroy(new Error('The site does not answer over TLS')));
  try {
    await once(socket, 'secureConnect');
    return socket.getPeerCertificate().fingerprint256;
  } finally {
    socket.destroy();
  }
}
