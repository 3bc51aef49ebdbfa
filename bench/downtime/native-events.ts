import { execOnHost } from '../../lab/hosts.js';
import { deployWith, firstCertificate, type OurChange } from './events.js';
import type { OurSite } from './our-site.js';
import { renewOnHost } from './renewal.js';
import type { SiteWithRestarts } from './restarted-site.js';

/** A change of a running site without Docker that has visitors. Its site is load-uwsgi. */
export interface NativeEvent extends OurChange {
  /** The same by hand, where it is compared. */
  readonly byHand?: (site: SiteWithRestarts) => Promise<void>;
}

/** certbot before 4.1, as Debian 13 has it, does not ask the ACME server whether a certificate is due. */
async function makeDue({ host, domain }: OurSite): Promise<void> {
  const settings = `/etc/letsencrypt/renewal/${domain}.conf`;
  const { exitCode, stderr } = await execOnHost(host, ['sed', '-i', '1i renew_before_expiry = 3650 days', settings]);
  if (exitCode !== 0) throw new Error(`The certificate is not made due: ${stderr}`);
}

const requirements = 'pyuwsgi==2.0.30.post1\nitsdangerous==2.2.0\n';

/** The changes of `runtime: native` that must not lose a visitor's request. */
export const nativeEvents: readonly NativeEvent[] = [
  {
    name: 'native-code',
    title: 'without Docker, changed code',
    ours: async (site) => {
      await site.release('r2');
      await site.deploy();
    },
    byHand: async (site) => {
      await site.write('release.txt', 'r2\n');
      await site.deploy();
    },
    leavesRelease: 'r2',
  },
  {
    name: 'native-env',
    title: 'without Docker, changed .env',
    prepare: (site) => Promise.resolve(site.set({ env: 'SETTING=first' })),
    ours: (site) => {
      site.set({ env: 'SETTING=second' });
      return site.deploy();
    },
    byHand: async (site) => {
      await site.write('.env', 'SETTING=second\n');
      await site.deploy();
    },
    leavesRelease: 'r1',
  },
  {
    name: 'native-requirements',
    title: 'without Docker, changed requirements',
    ours: async (site) => {
      await site.write('requirements.txt', requirements);
      await site.deploy();
    },
    byHand: async (site) => {
      await site.write('requirements.txt', requirements);
      await site.deploy();
    },
    leavesRelease: 'r1',
  },
  {
    name: 'native-unhealthy',
    title: 'without Docker, a release that never becomes healthy',
    prepare: (site) => Promise.resolve(site.set({ env: 'UNHEALTHY=no' })),
    ours: async (site) => {
      await site.release('r2');
      // By default three minutes pass before an app that answers with errors is given up.
      site.set({ env: 'UNHEALTHY=yes', 'health-timeout': '30s' });
      await site.deploy('failure');
    },
    byHand: async (site) => {
      await site.write('.env', 'UNHEALTHY=yes\n');
      // Its last part looks at the site, and fails.
      await site.deploy().catch(() => undefined);
    },
    leavesRelease: 'r1',
  },
  {
    name: 'native-first-certificate',
    title: 'without Docker, the first certificate, and HTTPS from then on',
    ...firstCertificate,
  },
  {
    name: 'native-renewal',
    title: 'without Docker, the certificate renewed by cron',
    ours: async (site) => {
      await makeDue(site);
      await renewOnHost(site);
    },
    leavesRelease: 'r1',
  },
  {
    name: 'native-proxy-setting',
    title: 'without Docker, a changed setting of nginx',
    ours: deployWith({ 'max-body-size': '20m' }),
    leavesRelease: 'r1',
  },
];
