import { resetHost } from '../../lab/hosts.js';
import type { Benchmark } from '../benchmark.js';
import { median } from '../figures.js';
import { inTurn } from '../in-turn.js';
import { copyExample, deployExample, freshDomain } from '../parts/example.js';
import { measureParts, partsInWords, sumOf } from '../parts/parts.js';

const mostSecondsOver = 5;

/** A first deploy on a host with Docker, to HTTPS verified, beside what nobody can leave out. */
export const firstDeploy: Benchmark = {
  name: 'first-deploy',
  title: 'First deploy on a host with Docker, beside build, pulls and ACME order done alone',
  measure: async (context) => {
    const { lab, host, rounds, quick, say } = context;
    await using example = await copyExample();
    const domains: string[] = [];
    const turns = await inTurn({ rounds: quick ? 1 : rounds, warmup: 0, before: () => resetHost(host) }, [
      {
        name: 'ours',
        run: async () => {
          const domain = freshDomain('first', lab.route53.zone);
          domains.push(domain);
          return await deployExample(context, example.folder, domain);
        },
      },
      {
        name: 'build, pulls and order',
        run: async () => {
          // The record that our side made leads to this host already.
          const parts = await measureParts({
            host,
            kind: 'first',
            folder: example.folder,
            domain: domains.at(-1) ?? '',
          });
          say(`alone: ${partsInWords(parts)}`);
          return sumOf(parts, ['build', 'pull', 'order']);
        },
      },
    ]);
    const sums = turns.figures('build, pulls and order');
    const over = median(turns.figures('ours').map((seconds, round) => seconds - (sums[round] ?? 0)));
    return [
      {
        name: 'first deploy on a host with Docker to HTTPS verified: seconds over build + pulls + ACME order',
        bar: `≤ ${mostSecondsOver} s over the sum`,
        ours: over,
        theirs: undefined,
        unit: 's',
        ratio: undefined,
        met: over <= mostSecondsOver,
        limit: mostSecondsOver,
        remark: `The action took ${turns.median('ours').toFixed(1)} s, the sum is ${turns.median('build, pulls and order').toFixed(1)} s; release command and start until healthy are not in the sum.`,
      },
    ];
  },
};
