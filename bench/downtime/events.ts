import type { PlainSite } from './plain.js';
import { renewOnHost } from './renewal.js';
import { replaceEdgeImage } from './edge-image.js';
import type { LoadSite, SiteName } from './site.js';
import type { Span } from '../load/figures.js';

/** Something that happens to a running site while visitors are there. */
export interface ChangeEvent {
  /** What `--only` calls it, after `downtime-`. */
  readonly name: string;
  readonly title: string;
  readonly site: SiteName;
  /** Makes the site ready for it, before the first deploy. */
  readonly prepare?: (site: LoadSite) => Promise<void>;
  /** Brings it about; gives the span of the decisive part. */
  readonly ours: (site: LoadSite) => Promise<Span | undefined>;
  /** The same with plain compose, where there is such a thing. */
  readonly preparePlain?: (site: PlainSite) => Promise<void>;
  readonly plain?: (site: PlainSite) => Promise<void>;
  /** The new release is what pages must come from at the end. */
  readonly leavesRelease: string;
  /** The site is up without a certificate when it begins: its visitors come by http, and follow when they are sent to https. */
  readonly beginsWithoutCertificate?: boolean;
  /** The edge's container is replaced by it: how long somebody was not answered is stated too. */
  readonly replacesEdge?: boolean;
}

/** The change is one of inputs only. */
const deployWith = (inputs: Readonly<Record<string, string>>) => (site: LoadSite) => {
  site.set(inputs);
  return site.deploy();
};

const codeChange = {
  ours: async (site: LoadSite) => {
    await site.release('r2');
    return site.deploy();
  },
  plain: async (site: PlainSite) => {
    await site.write('release.txt', 'r2\n');
    await site.up();
  },
  leavesRelease: 'r2',
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

/** Everything that may happen to a site and must cost no visitor a request. */
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
    prepare: (site) => Promise.resolve(site.set({ 'acme-server': 'https://acme.lab.test:14000/no-such-directory' })),
    ours: deployWith({ 'acme-server': 'https://acme-v02.api.letsencrypt.org/directory' }),
    leavesRelease: 'r1',
    beginsWithoutCertificate: true,
  },
  {
    name: 'alias',
    title: 'an alias added',
    site: 'load-uwsgi',
    ours: deployWith({ aliases: 'www' }),
    plain: async (site) => {
      await site.change('edge/site.conf', site.domain, `${site.domain} www.${site.domain}`);
      await site.restartEdge();
    },
    leavesRelease: 'r1',
  },
  {
    name: 'renewal',
    title: 'the certificate renewed by cron',
    site: 'load-uwsgi',
    ours: renewOnHost,
    plain: (site) => site.restartEdge(),
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
    name: 'unwell',
    title: 'a release that never gets healthy',
    site: 'load-uwsgi',
    prepare: (site) => Promise.resolve(site.set({ env: 'UNWELL=no' })),
    ours: async (site) => {
      await site.release('r2');
      site.set({ env: 'UNWELL=yes' });
      return site.deploy('refused');
    },
    plain: async (site) => {
      await site.write('.env', 'UNWELL=yes\n');
      await site.up();
    },
    leavesRelease: 'r1',
  },
  {
    name: 'edge-setting',
    title: 'a setting of the edge changed',
    site: 'load-uwsgi',
    ours: deployWith({ 'max-body-size': '20m' }),
    plain: async (site) => {
      await site.change('edge/site.conf', 'max_body_size 10m', 'max_body_size 20m');
      await site.restartEdge();
    },
    leavesRelease: 'r1',
  },
  {
    name: 'edge-image',
    title: 'a new image of nginx',
    site: 'load-uwsgi',
    ours: async (site) => {
      await replaceEdgeImage(site.host);
      await site.release('r2');
      return site.deploy();
    },
    plain: async (site) => {
      await replaceEdgeImage(site.host);
      await site.up();
    },
    leavesRelease: 'r2',
    replacesEdge: true,
  },
];
