import type { OurSite, SiteName } from './our-site.js';
import type { PlainSite } from './plain-site.js';
import { replaceProxyImage } from './proxy-image.js';
import { renewOnHost } from './renewal.js';

/** A change of a running site that has visitors, deployed by the action. */
export interface OurChange {
  readonly name: string;
  readonly title: string;
  /** Prepares the site, before the first deploy. */
  readonly prepare?: (site: OurSite) => Promise<void>;
  readonly ours: (site: OurSite) => Promise<void>;
  /** The release of which pages must be at the end. */
  readonly leavesRelease: string;
  /** At first the site runs without a certificate: its visitors use http, and follow a redirect to https. */
  readonly beginsWithoutCertificate?: boolean;
}

/** A change of a site in containers. Its name for `--only` follows `downtime-`. */
export interface ChangeEvent extends OurChange {
  readonly site: SiteName;
  /** The same with plain compose, where it exists. */
  readonly preparePlain?: (site: PlainSite) => Promise<void>;
  readonly plain?: (site: PlainSite) => Promise<void>;
}

/** Only inputs change. */
export const deployWith = (inputs: Readonly<Record<string, string>>) => (site: OurSite) => {
  site.set(inputs);
  return site.deploy();
};

const codeChange = {
  ours: async (site: OurSite) => {
    await site.release('r2');
    await site.deploy();
  },
  plain: async (site: PlainSite) => {
    await site.write('release.txt', 'r2\n');
    await site.up();
  },
  leavesRelease: 'r2',
} as const;

export const firstCertificate = {
  prepare: (site: OurSite) =>
    Promise.resolve(site.set({ 'acme-server': 'https://acme.lab.test:14000/no-such-directory' })),
  ours: deployWith({ 'acme-server': 'https://acme-v02.api.letsencrypt.org/directory' }),
  leavesRelease: 'r1',
  beginsWithoutCertificate: true,
} as const;

const replicated = [
  'services:',
  '  app:',
  '    build: .',
  '    scale: 2',
  '    env_file: .env',
  '    restart: unless-stopped',
  '    stop_grace_period: 30s',
  '',
].join('\n');

/** The ten changes that must not lose a visitor's request. */
export const changeEvents: readonly ChangeEvent[] = [
  { name: 'code', title: 'changed code', site: 'load-uwsgi', ...codeChange },
  { name: 'http', title: 'changed code, over HTTP with WebSockets', site: 'load-http', ...codeChange },
  {
    name: 'env',
    title: 'changed .env',
    site: 'load-uwsgi',
    prepare: (site) => Promise.resolve(site.set({ env: 'SETTING=first' })),
    ours: deployWith({ env: 'SETTING=second' }),
    plain: async (site) => {
      await site.write('.env', 'SETTING=second\n');
      await site.up();
    },
    leavesRelease: 'r1',
  },
  {
    name: 'first-certificate',
    title: 'the first certificate, and HTTPS from then on',
    site: 'load-uwsgi',
    ...firstCertificate,
  },
  {
    name: 'alias',
    title: 'an alias added',
    site: 'load-uwsgi',
    ours: deployWith({ aliases: 'www' }),
    plain: async (site) => {
      await site.change('proxy/site.conf', site.domain, `${site.domain} www.${site.domain}`);
      await site.restartProxy();
    },
    leavesRelease: 'r1',
  },
  {
    name: 'renewal',
    title: 'the certificate renewed by cron',
    site: 'load-uwsgi',
    ours: renewOnHost,
    plain: (site) => site.restartProxy(),
    leavesRelease: 'r1',
  },
  {
    name: 'scale',
    title: 'changed code, two containers of the app',
    site: 'load-uwsgi',
    ...codeChange,
    prepare: async (site) => {
      await site.write('compose.yaml', replicated);
      site.set({ env: 'SETTING=first' });
    },
    preparePlain: (site) => site.change('compose.yaml', 'build: .', 'build: .\n    scale: 2'),
  },
  {
    name: 'unhealthy',
    title: 'a release that never becomes healthy',
    site: 'load-uwsgi',
    prepare: (site) => Promise.resolve(site.set({ env: 'UNHEALTHY=no' })),
    ours: async (site) => {
      await site.release('r2');
      site.set({ env: 'UNHEALTHY=yes' });
      await site.deploy('failure');
    },
    plain: async (site) => {
      await site.write('.env', 'UNHEALTHY=yes\n');
      await site.up();
    },
    leavesRelease: 'r1',
  },
  {
    name: 'proxy-setting',
    title: 'a changed setting of the reverse proxy',
    site: 'load-uwsgi',
    ours: deployWith({ 'max-body-size': '20m' }),
    plain: async (site) => {
      await site.change('proxy/site.conf', 'max_body_size 10m', 'max_body_size 20m');
      await site.restartProxy();
    },
    leavesRelease: 'r1',
  },
  {
    name: 'proxy-image',
    title: 'a new image of nginx',
    site: 'load-uwsgi',
    ours: async (site) => {
      await replaceProxyImage(site.host);
      await site.release('r2');
      await site.deploy();
    },
    plain: async (site) => {
      await replaceProxyImage(site.host);
      await site.up();
    },
    leavesRelease: 'r2',
  },
];
