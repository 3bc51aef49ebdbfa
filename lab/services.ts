import { acme, ensureAcmeServer } from './acme-server.js';
import { ensureLeaf } from './authority.js';
import { ensureImages } from './images.js';
import { ensureGitHost, git } from './git-host.js';
import { ensureNameServer, nameServer } from './name-server.js';
import { ensureNetwork } from './network.js';
import { ensureStandIns, privateRegistry, registry, standIns } from './registry.js';
import { ensureRoute53, readRoute53, type Route53Facts } from './route53.js';
import { type Downloads, ensureWeb, readDownloads } from './web.js';

/** All that runs around the hosts, as `lab status --json` tells it. */
export interface Services {
  readonly dns: { readonly address: string; readonly port: number };
  readonly route53: Route53Facts;
  readonly acme: { readonly directory: string; readonly rootFile: string };
  readonly git: { readonly url: string; readonly deployKeyFile: string; readonly knownHosts: string };
  readonly registry: { readonly url: string; readonly images: readonly string[] };
  readonly privateRegistry: typeof privateRegistry;
  readonly downloads: Downloads;
}

/** The public names that the lab's own certificate answers for. */
const publicNames = [
  'registry-1.docker.io',
  'auth.docker.io',
  'registry.lab.test',
  '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
  'checkip.amazonaws.com',
  'acme-v02.api.letsencrypt.org',
  'acme-staging-v02.api.letsencrypt.org',
  'github.com',
  'release-assets.githubusercontent.com',
  'objects.githubusercontent.com',
  'acme.lab.test',
  'localhost',
];

/** The images that take longest come first, so that two at a time end at about the same time. */
const images = ['route53', 'postgres', 'git', 'certbot', 'node', 'web', 'dns', 'acme', 'redis', ...standIns.values()];

/** Brings up everything around the hosts, keeping what runs and is as it should be; each part answers when this returns. */
export async function ensureServices(say: (line: string) => void): Promise<void> {
  await ensureNetwork();
  const leaf = await ensureLeaf('public', publicNames, say);
  await ensureImages(images, say);
  await ensureRoute53(say);
  await ensureNameServer(say);
  await ensureAcmeServer(leaf, say);
  await ensureWeb(leaf, say);
  await ensureGitHost(say);
  await ensureStandIns(standIns, say);
}

/** What is known of the services that are up; throws with what to do where one does not answer. */
export async function readServices(): Promise<Services> {
  const [route53, downloads] = await Promise.all([readRoute53(), readDownloads()]);
  return { dns: nameServer, route53, acme, git, registry, privateRegistry, downloads };
}
