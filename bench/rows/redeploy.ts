import { resetHost } from '../../lab/hosts.js';
import type { BenchContext, Benchmark } from '../benchmark.js';
import { exampleInputs, runAction } from '../ours/action.js';
import type { Row } from '../results/row.js';
import { compare } from '../rounds/compare.js';
import { inTurn } from '../rounds/in-turn.js';
import { measureParts, partsInWords, sumOf } from '../theirs/parts.js';
import { copyExample } from '../trees/example.js';

/** A redeploy of the example with changed code, compared with its parts done alone. */
export const redeploy: Benchmark = {
  name: 'redeploy',
  title: 'Redeploy of the example with changed code, compared with build, release command and start done alone',
  measure,
};

async function measure({ lab, host, rounds, say }: BenchContext): Promise<readonly Row[]> {
  await using example = await copyExample();
  await resetHost(host, say);
  const inputs = exampleInputs(`redeploy-${host}`, lab.route53.zone);
  const runOurs = async (): Promise<number> => (await runAction({ lab, folder: example.folder, host, inputs })).seconds;
  say('first deploy');
  await runOurs();
  const turns = await inTurn({ rounds, before: () => example.change() }, [
    { name: 'ours', run: runOurs },
    {
      name: 'the sum of its parts',
      run: async () => {
        const parts = await measureParts({ host, script: 'parts.sh', args: [inputs.domain], folder: example.folder });
        say(`alone: ${partsInWords(parts)}`);
        return sumOf(parts);
      },
    },
  ]);
  return [
    compare({
      name: 'redeploy of the example with changed code: whole action',
      ...{ turns, ours: 'ours', theirs: 'the sum of its parts', limit: 1.2, unit: 's' },
      remark:
        'The parts leave out inspecting, sending files, the switch without lost requests, and the external check.',
    }),
  ];
}
