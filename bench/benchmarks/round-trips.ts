import { fileURLToPath } from 'node:url';
import { deploy } from '../../lab/deploy.js';
import { resetHost } from '../../lab/hosts.js';
import type { BenchContext, Benchmark } from '../benchmark.js';
import { openDistance } from '../distance/distance.js';

const folder = fileURLToPath(new URL('../../examples/django', import.meta.url));
const most = 12;
/** Long enough that what only happens to come one after the other is not taken for a round trip. */
const rttMs = 60;

/** How often a run that has nothing to do waits for the other end, SSH and the looks from outside together. */
export const roundTrips: Benchmark = {
  name: 'round-trips',
  title: 'round trips of a run that has nothing to do',
  async measure(context) {
    await resetHost(context.host, context.say);
    const ours = await countRoundTrips(context);
    return [
      {
        name: 'nothing changed: round trips of the whole action',
        bar: `≤ ${most} after TCP connect`,
        ...{ ours, theirs: undefined, unit: 'round trips', ratio: undefined, met: ours <= most },
        remark: 'the sum of all connections, some of which are open at the same time',
      },
    ];
  },
};

/** Deploys once, and again with nothing changed: the round trips of the second run. Throws when a run fails. */
export async function countRoundTrips({ lab, host }: Pick<BenchContext, 'lab' | 'host'>): Promise<number> {
  await using distance = await openDistance({ lab, host, rttMs: 0 });
  const inputs = {
    ...distance.inputs,
    ...{ domain: 'round-trips.lab.test', path: '~/round-trips', env: 'DJANGO_SECRET_KEY=bench' },
    'release-command': 'python manage.py migrate --noinput',
  };
  const run = async (): Promise<void> => {
    const { exitCode, log } = await deploy({ lab, folder, host, inputs });
    if (exitCode !== 0) throw new Error(`The deploy failed:\n${log}`);
  };
  await run();
  await distance.setRoundTrip(rttMs);
  await distance.reset();
  await run();
  return (await distance.counts()).roundTrips;
}
