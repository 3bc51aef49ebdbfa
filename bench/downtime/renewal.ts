import { suggestRenewal } from '../../lab/acme-server.js';
import { execOnHost } from '../../lab/hosts.js';
import type { Span } from '../load/figures.js';
import type { LoadSite } from './site.js';

/**
 * Runs the cron entry of the site while the ACME server says that every certificate is due. Throws unless a new one was
 * loaded. The ACME server is shared: others who renew in these seconds renew as well.
 */
export async function renewOnHost({ host }: LoadSite): Promise<Span | undefined> {
  const { stdout } = await execOnHost(host, ['crontab', '-l', '-u', 'ec2-user']);
  const [, command] = /^(?:\S+ ){5}(.*renewal\/current.*)$/m.exec(stdout) ?? [];
  if (command === undefined) throw new Error(`The host has no cron entry that renews: ${stdout}`);
  await suggestRenewal('now');
  try {
    const { exitCode, stderr } = await execOnHost(host, ['sh', '-c', command], { user: 'ec2-user' });
    if (exitCode !== 0) throw new Error(`The renewal ended with ${exitCode}: ${stderr}`);
  } finally {
    await suggestRenewal('in-time');
  }
  const log = await execOnHost(host, ['sh', '-c', 'tail -n 1 /home/ec2-user/load-*/renew.log']);
  if (!log.stdout.includes('renewed and loaded')) throw new Error(`Nothing was renewed: ${log.stdout}`);
  return undefined;
}
