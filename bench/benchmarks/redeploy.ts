import { resetHost } from '../../lab/hosts.js';
import type { Benchmark } from '../benchmark.js';
import { compare, inTurn } from '../in-turn.js';
import { copyExample, deployExample, freshDomain } from '../parts/example.js';
import { measureParts, partsInWords, sumOf } from '../parts/parts.js';

/** A redeploy of the example with changed code, beside its parts done alone. */
export const redeploy: Benchmark = {
  name: 'redeploy',
  title: 'Redeploy of the example with changed code, beside build, release command and start done alone',
  measure: async (context) => {
    const { lab, host, rounds, say } = context;
    await using example = await copyExample();
    await resetHost(host);
    const domain = freshDomain('redeploy', lab.route53.zone);
    await deployExample(context, example.folder, domain);
    const turns = await inTurn({ rounds, warmup: 1, before: () => example.change() }, [
      { name: 'ours', run: () => deployExample(context, example.folder, domain) },
      {
        name: 'the sum of its parts',
        run: async () => {
          const parts = await measureParts({ host, kind: 'again', folder: example.folder, domain });
          say(`alone: ${partsInWords(parts)}`);
          return sumOf(parts, ['build', 'release-command', 'start']);
        },
      },
    ]);
    return [
      compare({
        name: 'redeploy of the example with changed code: whole action',
        turns,
        ours: 'ours',
        theirs: 'the sum of its parts',
        limit: 1.2,
        unit: 's',
        remark:
          'By the action’s own clock; the start of Node.js is a row of its own. The parts leave out looking, sending and proving.',
      }),
    ];
  },
};
