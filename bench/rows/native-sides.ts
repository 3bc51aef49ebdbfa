import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { resetHost } from '../../lab/hosts.js';
import type { RunResult } from '../../lab/runner.js';
import type { BenchContext } from '../benchmark.js';
import { exampleInputs, runAction } from '../ours/action.js';
import { partsInWords, sumOf } from '../theirs/parts.js';
import { deployWithRestarts, setUpRestarts } from '../theirs/restarts.js';
import { copyExample } from '../trees/example.js';

/** The name of our site, which its units carry. */
export const nativeName = 'native';

/** The example without Docker, on one host: by the action, and by hand on another port. */
export interface NativeSides extends AsyncDisposable {
  /** Whole action, in seconds. `changes`: whether it must have something to do. */
  ours(changes: boolean): Promise<number>;
  /** All parts, in seconds. */
  byHand(): Promise<number>;
  /** Changes code, for both. */
  change(): Promise<void>;
}

/** Deploys the example both ways to a new host. */
export async function openNativeSides({ lab, bareHost: host, say }: BenchContext): Promise<NativeSides> {
  const [example, theirs] = await Promise.all([copyExample(), copyExample()]);
  await resetHost(host, say);
  const inputs = {
    ...exampleInputs(`${nativeName}-${host}`, lab.route53.zone),
    ...{ runtime: 'native', path: `/srv/${nativeName}` },
  };
  const site = {
    host,
    domain: `by-hand-${host}.${lab.route53.zone}`,
    port: 8443,
    module: 'config.wsgi',
    threads: 4,
    command,
  };
  await writeFile(path.join(theirs.folder, '.env'), variables(site.domain));
  const sides: NativeSides = {
    async ours(changes) {
      return secondsOf(await runAction({ lab, folder: example.folder, host, inputs }), changes);
    },
    async byHand() {
      const parts = await deployWithRestarts(site, theirs.folder);
      say(`by hand: ${partsInWords(parts)}`);
      return sumOf(parts);
    },
    async change() {
      await Promise.all([example.change(), theirs.change()]);
    },
    async [Symbol.asyncDispose]() {
      await example[Symbol.asyncDispose]();
      await theirs[Symbol.asyncDispose]();
    },
  };
  try {
    say('first deploys without Docker');
    await sides.ours(true);
    await setUpRestarts(site);
    await sides.byHand();
  } catch (error) {
    await sides[Symbol.asyncDispose]();
    throw error;
  }
  return sides;
}

/** Of the whole action. Throws unless it had something to do, or nothing, as expected. */
export function secondsOf({ seconds, outputs }: RunResult, changes: boolean): number {
  if (outputs['changed'] !== String(changes)) throw new Error(`Unexpected plan: ${outputs['plan']}`);
  return seconds;
}

const command = 'python manage.py migrate --noinput && python manage.py collectstatic --noinput';

function variables(domain: string): string {
  const lines = [
    `DOMAIN=${domain}`,
    'DJANGO_SECRET_KEY=not-a-secret-in-the-lab',
    'DJANGO_SETTINGS_MODULE=config.settings.deploy',
    'DJANGO_DATABASE=/srv/by-hand/data/db.sqlite3',
  ];
  return `${lines.join('\n')}\n`;
}
