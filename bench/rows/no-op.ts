import { resetHost } from '../../lab/hosts.js';
import type { BenchContext, Benchmark } from '../benchmark.js';
import { openDistance } from '../distance/distance.js';
import { exampleInputs, runAction } from '../ours/action.js';
import type { Row } from '../results/row.js';
import { compare } from '../rounds/compare.js';
import { inTurn, type Turns } from '../rounds/in-turn.js';
import { openAlternatives, theirPorts } from '../theirs/by-hand-and-ansible.js';
import { example } from '../trees/example.js';

type Who = 'the action' | 'script by hand' | 'Ansible';

/** Nothing changed: the whole action, compared with a script by hand and a playbook, at two distances. */
export const noOp: Benchmark = {
  name: 'no-op',
  title: 'Nothing changed: the whole action, compared with a script by hand and Ansible',
  measure,
};

const bars = [
  { rttMs: 60, byHand: 0.4, ansible: 0.2 },
  { rttMs: 180, byHand: 0.5, ansible: 0.2 },
] as const;

async function measure({ lab, host, rounds, say }: BenchContext): Promise<readonly Row[]> {
  await resetHost(host, say);
  await using distance = await openDistance({ lab, host, rttMs: 0, morePorts: Object.values(theirPorts) });
  say('first deploys of the alternatives');
  const domain = `theirs.${host}.${lab.route53.zone}`;
  await using theirs = await openAlternatives({ lab, host, at: distance, domain });
  await theirs.byAnsible();
  say('first deploy of the action');
  const inputs = { ...exampleInputs(`no-op-${host}`, lab.route53.zone), ...distance.inputs };
  await runAction({ lab, folder: example, host, inputs });

  const runOurs = async (): Promise<number> => {
    const { seconds, outputs } = await runAction({ lab, folder: example, host, inputs });
    if (outputs['changed'] !== 'false') throw new Error(`The run changed something: ${outputs['plan']}`);
    return seconds;
  };
  const rows: Row[] = [];
  for (const bar of bars) {
    say(`round trip of ${bar.rttMs} ms`);
    await distance.setRoundTrip(bar.rttMs);
    const turns = await inTurn<Who>({ rounds }, [
      { name: 'the action', run: runOurs },
      { name: 'script by hand', run: async () => (await theirs.byHand()).seconds },
      { name: 'Ansible', run: async () => (await theirs.byAnsible()).seconds },
    ]);
    rows.push(...rowsOf(bar, turns));
  }
  return rows;
}

function rowsOf({ rttMs, byHand, ansible }: (typeof bars)[number], turns: Turns<Who>): readonly Row[] {
  const row = (theirs: Who, limit: number): Row => {
    const name = `nothing changed, ${rttMs} ms: whole action, compared with ${theirs}`;
    return compare({ name, turns, ours: 'the action', theirs, limit, unit: 's' });
  };
  return [row('script by hand', byHand), row('Ansible', ansible)];
}
