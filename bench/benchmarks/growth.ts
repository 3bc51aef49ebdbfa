import { stat } from 'node:fs/promises';
import path from 'node:path';
import { resetHost } from '../../lab/hosts.js';
import type { BenchContext, Benchmark, Row } from '../benchmark.js';
import { median } from '../figures.js';
import { deployFiles, treeInputs } from '../files/deploy.js';
import { type ReleaseDisk, weighRelease } from '../files/disk.js';
import { peakOfRunner, sayingPeak } from '../memory/watch.js';
import { copyTree } from '../trees/copy.js';
import { changedFile, changeOne } from '../trees/tree.js';

/** What one more file costs, in trees of very different sizes; each time one file of them has changed. */
export const growth: Benchmark = { name: 'growth', title: 'One file of ever more changed', measure };

const bytesOfFile = 1_000;
const mostRounds = 3;
/** A quarter for the noise of a machine that others use too: what grows with the tree shows in tenfold. */
const limit = 1.25;

/** A tree's figures: medians of some runs in each of which one file had changed. */
interface Figures {
  readonly files: number;
  /** Until the files are in place. */
  readonly seconds: number;
  /** Megabytes at the runner's peak. */
  readonly peak: number;
  readonly changedBytes: number;
  readonly disk: ReleaseDisk;
}

async function measure(context: BenchContext): Promise<readonly Row[]> {
  await resetHost(context.host, context.say);
  const [small, middle, large] = context.quick ? [500, 1_500, 5_000] : [1_000, 10_000, 100_000];
  const figures = [
    await measureTree(context, small ?? 0),
    await measureTree(context, middle ?? 0),
    await measureTree(context, large ?? 0),
  ] as const;
  return [
    ofEachFile(figures),
    perFurtherFile(figures, 'time', 'ms', ({ seconds }) => seconds * 1_000),
    perFurtherFile(figures, 'peak memory of the runner process', 'bytes', ({ peak }) => peak * 1e6),
    ...figures.map(diskRow),
  ];
}

async function measureTree(context: BenchContext, files: number): Promise<Figures> {
  const { lab, host, say } = context;
  say(`a tree of ${files} files`);
  await using tree = await copyTree({ files, bytes: files * bytesOfFile });
  const inputs = treeInputs(`growth-${host}`, lab.route53.zone);
  const deployTree = () => deployFiles(context, { folder: tree.folder, inputs, env: sayingPeak });
  const root = `/home/ec2-user/growth-${host}`;
  await deployTree();
  const runs: { readonly seconds: number; readonly peak: number }[] = [];
  for (let round = 1; round <= Math.min(context.rounds, mostRounds); round += 1) {
    await changeOne(tree.folder, round);
    const { filesSeconds, log } = await deployTree();
    runs.push({ seconds: filesSeconds, peak: peakOfRunner(log) });
  }
  // The tree beside the releases is weighed too: whole.
  return {
    files,
    seconds: median(runs.map(({ seconds }) => seconds)),
    peak: median(runs.map(({ peak }) => peak)),
    changedBytes: (await stat(path.join(tree.folder, changedFile))).size,
    disk: await weighRelease(host, root),
  };
}

type Three = readonly [Figures, Figures, Figures];

function ofEachFile([small, middle, large]: Three): Row {
  const [ours, theirs] = [large, small].map(({ seconds, files }) => (seconds * 1_000) / files);
  return {
    name: `one file changed: time until the files are in place, divided by ${large.files} files`,
    bar: `≤ 1 × with ${small.files}`,
    ...compared({ ours, theirs, limit: 1 }),
    unit: 'ms',
    remark: `${[small, middle, large].map(({ files, seconds }) => `${files} files: ${seconds.toFixed(2)} s`).join(', ')}.`,
  };
}

/** What each file more costs from the middle to the large tree, beside what it costs from the small to the middle one. */
function perFurtherFile(
  [small, middle, large]: Three,
  what: string,
  unit: Row['unit'],
  of: (figures: Figures) => number,
): Row {
  const slope = (from: Figures, to: Figures) => (of(to) - of(from)) / (to.files - from.files);
  return {
    name: `one file changed: ${what} for each further file, ${middle.files} to ${large.files}`,
    bar: `≤ ${limit} × from ${small.files} to ${middle.files}`,
    ...compared({ ours: slope(middle, large), theirs: slope(small, middle), limit }),
    unit,
    remark: [small, middle, large].map((one) => `${one.files} files: ${of(one).toPrecision(4)} ${unit}`).join(', '),
  };
}

function diskRow({ files, changedBytes, disk }: Figures): Row {
  return {
    name: `one file of ${files} changed: disk that the new release takes for files`,
    bar: '≤ 1 × the changed file',
    ...compared({ ours: disk.newFiles, theirs: changedBytes, limit: 1 }),
    unit: 'bytes',
    remark: `All else are hard links to the release before. What cannot be shared: the list of the files and other notes, ${disk.notes} bytes, and ${disk.folders} folders; ${disk.inodes} inodes in all.`,
  };
}

function compared({
  ours = Number.NaN,
  theirs = Number.NaN,
  limit = 1,
}): Pick<Row, 'ours' | 'theirs' | 'ratio' | 'met' | 'limit'> {
  return { ours, theirs, ratio: ours / theirs, met: ours <= limit * theirs, limit };
}
