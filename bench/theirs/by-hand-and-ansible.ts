import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HostName } from '../../lab/hosts/definition.js';
import type { Lab } from '../../lab/lab.js';
import { example } from '../trees/example.js';
import { pointRecord } from './dns-record.js';
import { installRsync, openStation, type StationOptions, type StationRun } from './station.js';

const own = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The ports of their stack, so that ours can have 80 and 443 on the same host. */
export const theirPorts = { http: 8080, https: 8443 } as const;

export interface Alternatives extends AsyncDisposable {
  /** by-hand/deploy.sh. */
  byHand(): Promise<StationRun>;
  /** ansible/playbook.yml, to the same folder and project. */
  byAnsible(): Promise<StationRun>;
}

interface AlternativesOptions {
  readonly lab: Lab;
  readonly host: HostName;
  readonly at: NonNullable<StationOptions['at']>;
  /** The domain of their site, in the lab's zone. */
  readonly domain: string;
}

/**
 * Deploys examples/django with the compose file of the tutorials to a host by hand, certificate included, while ports 80 and 443
 * are still free there. Then its stack moves to `theirPorts`, and further deploys can be timed in turn with ours.
 */
export async function openAlternatives({ lab, host, at, domain }: AlternativesOptions): Promise<Alternatives> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-theirs-'));
  await cp(example, folder, { recursive: true });
  await cp(own('site'), folder, { recursive: true });
  await installRsync(host);
  await pointRecord(lab, domain, at.address);
  const folders = { '/site': folder, '/by-hand': own('by-hand'), '/ansible': own('ansible') };
  const station = await openStation({ lab, host, at, folders });
  const close = async (): Promise<void> => {
    await station[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  };
  const env = (ports: { readonly http: number; readonly https: number }) => ({
    DOMAIN: domain,
    EMAIL: `ops@${lab.route53.zone}`,
    HTTP_PORT: String(ports.http),
    HTTPS_PORT: String(ports.https),
    DJANGO_SECRET_KEY: 'not-a-secret-in-the-lab',
  });
  const byHand = (ports: { readonly http: number; readonly https: number } = theirPorts): Promise<StationRun> =>
    station.run(['/by-hand/deploy.sh'], { env: env(ports), workingFolder: '/site' });
  try {
    await byHand({ http: 80, https: 443 });
    await byHand();
  } catch (error) {
    await close();
    throw error;
  }
  let plays = 0;
  return {
    byHand: () => byHand(),
    byAnsible() {
      plays += 1;
      // A fresh runner has no connection of an earlier run.
      const fresh = { ANSIBLE_SSH_CONTROL_PATH_DIR: `/tmp/connections-${plays}`, SOURCE: '/site' };
      const playbook = ['ansible-playbook', 'playbook.yml'];
      return station.run(playbook, { env: { ...env(theirPorts), ...fresh }, workingFolder: '/ansible' });
    },
    [Symbol.asyncDispose]: close,
  };
}
