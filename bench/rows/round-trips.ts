import { resetHost } from '../../lab/hosts.js';
import type { BenchContext, Benchmark } from '../benchmark.js';
import { openDistance } from '../distance/distance.js';
import { exampleInputs, runAction } from '../ours/action.js';
import { verdictOf } from '../results/row.js';
import { example } from '../trees/example.js';

const most = 12;
/** Long enough that messages that only happen to follow each other are not counted as a round trip. */
const rttMs = 60;

/** How often a run with nothing to do waits for the other end, over SSH and in the external check. */
export const roundTrips: Benchmark = {
  name: 'round-trips',
  title: 'Nothing changed: round trips',
  async measure(context) {
    await resetHost(context.host, context.say);
    const ours = await countRoundTrips(context);
    return [
      {
        name: 'nothing changed: round trips of the whole action',
        bar: `≤ ${most} after TCP connect`,
        ...{ ours, theirs: undefined, unit: 'round trips', ratio: undefined, verdict: verdictOf(ours <= most) },
        remark: 'The sum of all connections, some of which are open at the same time.',
      },
    ];
  },
};

/** Deploys once, and again with nothing changed: the round trips of the second run. Throws when a run fails. */
export async function countRoundTrips({ lab, host }: Pick<BenchContext, 'lab' | 'host'>): Promise<number> {
  await using distance = await openDistance({ lab, host, rttMs: 0 });
  const inputs = { ...exampleInputs('round-trips', lab.route53.zone), ...distance.inputs };
  await runAction({ lab, folder: example, host, inputs });
  await distance.setRoundTrip(rttMs);
  await distance.reset();
  await runAction({ lab, folder: example, host, inputs });
  return (await distance.counts()).roundTrips;
}
