import type { BenchContext, Benchmark } from '../benchmark.js';
import { memoryAcross, type UnitMemory } from '../ours/unit-memory.js';
import type { Row } from '../results/row.js';
import { compare } from '../rounds/compare.js';
import { turnsOf } from '../rounds/in-turn.js';
import { nativeName, openNativeSides } from './native-sides.js';

/** What the app's processes need with one release, and at most while a second one starts beside it. */
export const nativeMemory: Benchmark = {
  name: 'native-memory',
  hosts: ['bareHost'],
  title: 'Without Docker, memory of one release and of two during a switch',
  measure,
};

const theirs = 'by hand, with restarts';

async function measure(context: BenchContext): Promise<readonly Row[]> {
  const { bareHost, rounds, say } = context;
  await using sides = await openNativeSides(context);
  const all: Record<'ours' | typeof theirs, UnitMemory>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await sides.change();
    const ours = await memoryAcross(bareHost, `ehd-${nativeName}@`, () => sides.ours(true));
    const byHand = await memoryAcross(bareHost, 'uwsgi.service', () => sides.byHand());
    say(`ours ${inWords(ours)}, by hand ${inWords(byHand)}`);
    all.push({ ours, [theirs]: byHand });
  }
  const row = (name: string, figure: keyof UnitMemory): Row => {
    const turns = turnsOf(all.map((one) => ({ ours: one.ours[figure], [theirs]: one[theirs][figure] })));
    return compare({ name, turns, ours: 'ours', theirs, unit: 'MB', remark });
  };
  return [
    row('without Docker, memory of the app: one release', 'before'),
    row('without Docker, memory of the app: most during a redeploy', 'highest'),
  ];
}

const remark =
  'Proportional set size of the processes of uWSGI, two and their master, without nginx. Ours has two releases during the switch; the highest sample is when the previous one ends, whose processes then share fewer pages.';

function inWords({ before, highest }: UnitMemory): string {
  return `${before.toFixed(0)} MB, at most ${highest.toFixed(0)} MB`;
}
