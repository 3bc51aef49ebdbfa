import { resetHost } from '../../lab/hosts.js';
import type { BenchContext, Benchmark } from '../benchmark.js';
import { exampleInputs } from '../ours/action.js';
import { deployTree } from '../ours/deploy-tree.js';
import { peakOfRunner, printingPeak } from '../ours/peak-memory.js';
import { notJudged, type Row, verdictOf } from '../results/row.js';
import { copyTree } from '../trees/copy.js';
import { addLargeFile, smallTree, usualTree } from '../trees/tree.js';

const mostMegabytes = 300;

/** The memory that the runner needs for the first upload of a large tree with one very large file. */
export const memory: Benchmark = { name: 'memory', title: 'Peak memory of the runner in a first upload', measure };

async function measure(context: BenchContext): Promise<readonly Row[]> {
  const { lab, host, quick, say } = context;
  const large = quick ? [20] : [300, 500];
  const size = quick ? smallTree : usualTree;
  const total = `${large.reduce((sum, one) => sum + one, size.bytes / 1e6).toFixed(0)} MB`;
  say(`a tree of ${size.files} files, ${total}`);
  await using tree = await copyTree(size);
  for (const megabytes of large) await addLargeFile(tree.folder, `large-${megabytes}.bin`, megabytes * 1_000_000);
  await resetHost(host, say);
  const inputs = exampleInputs(`memory-${host}`, lab.route53.zone);
  const ours = peakOfRunner((await deployTree(context, { folder: tree.folder, inputs, env: printingPeak })).log);
  const row: Row = {
    name: `peak memory of the runner: a tree of ${total}, one file of ${Math.max(...large)} MB`,
    bar: `≤ ${mostMegabytes} MB`,
    ...{ ours, theirs: undefined, unit: 'MB', ratio: undefined, verdict: verdictOf(ours <= mostMegabytes) },
    remark: 'Highest resident memory of the process, Node.js itself included (about 50 MB).',
  };
  return [quick ? notJudged(row) : row];
}
