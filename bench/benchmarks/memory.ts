import { resetHost } from '../../lab/hosts.js';
import type { BenchContext, Benchmark, Row } from '../benchmark.js';
import { deployFiles, treeInputs } from '../files/deploy.js';
import { peakOfRunner, peaksOnHost, sayingPeak } from '../memory/watch.js';
import { copyTree } from '../trees/copy.js';
import { addLargeFile, usualTree } from '../trees/tree.js';

const mostOfRunner = 200;
const mostOnHost = 50;

/** The memory that the first upload of a large tree with one very large file takes, on both sides. */
export const memory: Benchmark = { name: 'memory', title: 'Peak memory of a first upload', measure };

async function measure(context: BenchContext): Promise<readonly Row[]> {
  const { lab, host, quick, say } = context;
  const megabytes = quick ? [20] : [300, 500];
  const size = quick ? { files: 1_000, bytes: 2_000_000 } : usualTree;
  say(`a tree of ${size.files} files and files of ${megabytes.join(' and ')} MB`);
  await using tree = await copyTree(size);
  for (const size of megabytes) await addLargeFile(tree.folder, `large-${size}.bin`, size * 1_000_000);
  await resetHost(host, say);
  const inputs = treeInputs(`memory-${host}`, lab.route53.zone);
  let log = '';
  const peaks = await peaksOnHost(host, async () => {
    ({ log } = await deployFiles(context, { folder: tree.folder, inputs, env: sayingPeak }));
  });
  const runner = peakOfRunner(log);
  const [name, most] = [...peaks].toSorted(([, a], [, b]) => b - a)[0] ?? ['', Number.NaN];
  const total = megabytes.reduce((sum, one) => sum + one, size.bytes / 1e6);
  const what = `${total.toFixed(0)} MB, one file of ${Math.max(...megabytes)} MB`;
  const shared = { theirs: undefined, unit: 'MB', ratio: undefined } as const;
  return [
    {
      name: `peak memory of the runner process: ${what}`,
      bar: `≤ ${mostOfRunner} MB`,
      ...{ ours: runner, met: runner <= mostOfRunner, ...shared },
      remark: 'Resident memory at its highest, Node.js itself included (some 50 MB).',
    },
    {
      name: `peak memory of one process on the host: ${what}`,
      bar: `≤ ${mostOnHost} MB`,
      ...{ ours: most, met: most <= mostOnHost, ...shared },
      remark: `The largest is ${name}; all: ${[...peaks].map(([one, peak]) => `${one} ${peak.toFixed(1)}`).join(', ')} MB. Docker's own are not in it.`,
    },
  ];
}
