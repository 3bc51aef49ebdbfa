import { fileURLToPath } from 'node:url';
import { resetHost } from '../../lab/hosts.js';
import { runTimedAction } from '../action.js';
import { openAlternatives, theirPorts } from '../alternatives.js';
import type { BenchContext, Benchmark, Row } from '../benchmark.js';
import { type Distance, openDistance } from '../distance/distance.js';
import { compare, inTurn, type Side, type Turns } from '../in-turn.js';

type Who = 'ours' | 'H' | 'A' | 'login + up';

/** Nothing changed: the whole action beside a script by hand and a playbook, near and far. */
export const noOp: Benchmark = {
  name: 'no-op',
  title: 'Nothing changed: the whole action',
  measure,
};

const example = fileURLToPath(new URL('../../examples/django', import.meta.url));

async function measure({ lab, host, rounds, quick, say }: BenchContext): Promise<readonly Row[]> {
  await resetHost(host, say);
  await using distance = await openDistance({ lab, host, rttMs: 0, morePorts: Object.values(theirPorts) });
  const domain = (name: string): string => `${name}.${host}.${lab.route53.zone}`;
  say('first deploy of theirs');
  await using theirs = await openAlternatives({ lab, host, at: distance, domain: domain('theirs') });
  await theirs.byAnsible();
  const inputs = {
    ...distance.inputs,
    domain: domain('ours'),
    env: 'DJANGO_SECRET_KEY=not-a-secret-in-the-lab',
    'release-command': 'python manage.py migrate --noinput',
  };
  say('first deploy of ours');
  await runTimedAction({ lab, folder: example, host, inputs });

  const ours = async (): Promise<number> => {
    const { seconds, outputs } = await runTimedAction({ lab, folder: example, host, inputs });
    if (outputs['changed'] !== 'false')
      throw new Error(`Something was done though nothing changed: ${outputs['plan']}`);
    return seconds;
  };
  const trips = new Map<Who, number>();
  const side = (name: Who, run: () => Promise<number>): Side<Who> => ({
    name,
    run: counted(name, run, distance, trips),
  });
  const sides = {
    ours: side('ours', ours),
    H: side('H', async () => (await theirs.byHand()).seconds),
    A: side('A', async () => (await theirs.byAnsible()).seconds),
    up: side('login + up', async () => (await theirs.loginAndUp()).seconds),
  };

  const rows: Row[] = [];
  for (const rttMs of quick ? [0, 180] : [0, 60, 180]) {
    say(`round trip of ${rttMs} ms`);
    await distance.setRoundTrip(rttMs);
    const near = rttMs === 0 ? [sides.up] : [];
    const turns = await inTurn({ rounds }, [sides.ours, ...near, sides.H, sides.A]);
    rows.push(...rowsAt(rttMs, turns, trips));
  }
  return rows;
}

/** Counts the round trips of each run at the distance; those of the last run stay. */
function counted(
  name: Who,
  run: () => Promise<number>,
  distance: Distance,
  trips: Map<Who, number>,
): () => Promise<number> {
  return async () => {
    await distance.reset();
    const seconds = await run();
    trips.set(name, (await distance.counts()).roundTrips);
    return seconds;
  };
}

function rowsAt(rttMs: number, turns: Turns<Who>, trips: ReadonlyMap<Who, number>): readonly Row[] {
  const row = (theirs: Who, limit: number, called: string, remark: string): Row => {
    const counts = `Round trips after TCP's own: ${trips.get('ours')} of ours, ${trips.get(theirs)} of theirs.`;
    const name = `nothing changed, ${rttMs} ms: ours against ${called}`;
    const words = `${remark} ${counts}`.trim();
    return compare({ name, turns, ours: 'ours', theirs, called: theirs, limit, unit: 's', remark: words });
  };
  const far = rttMs === 180;
  const byHand = row('H', far ? 0.5 : 1, 'a script by hand', far ? leastFar : '');
  const byAnsible = row('A', far ? 0.2 : 1, 'a playbook', '');
  if (rttMs > 0) return [byHand, byAnsible];
  return [row('login + up', 1.3, 'one login and `compose up`', leastNear), byHand, byAnsible];
}

const leastNear =
  'Neither looks at the certificate, compares files, asks for the records or visits the site; the least there can be is a login and one look at Docker.';
const leastFar =
  'The least there can be: TCP, the key exchange, the login, one command and its answer, and a visit over TLS, each of them a wait for the other side.';
