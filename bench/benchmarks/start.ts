import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { docker } from '../../lab/docker.js';
import { ensureImage } from '../../lab/images.js';
import type { Benchmark } from '../benchmark.js';

const project = fileURLToPath(new URL('../..', import.meta.url));
const timesSchema = z.object({ node: z.array(z.number()).min(1), packet: z.array(z.number()).min(1) });

/** How long it takes from the start of `dist/index.js` until it calls the host. Needs no host. */
export const start: Benchmark = {
  name: 'start',
  title: 'start of the action until its first packet',
  async measure({ rounds, say }) {
    const image = await ensureImage('runner', say);
    const program = ['node', '--import', 'tsx', 'bench/start/first-packet.ts', '/project', String(rounds)];
    const { stdout } = await docker([
      'run',
      '--rm',
      '-v',
      `${project}:/project:ro`,
      '-w',
      '/project',
      image,
      ...program,
    ]);
    const times = timesSchema.parse(JSON.parse(stdout));
    const [theirs, ours] = [median(times.node), median(times.packet)];
    return [
      {
        name: 'start of dist/index.js until the first packet against node -e 0',
        bar: '≤ 2 × node -e 0 plus 100 ms',
        ...{ ours, theirs, unit: 'ms', ratio: ours / theirs, met: ours <= 2 * theirs + 100 },
      },
    ];
  },
};

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
