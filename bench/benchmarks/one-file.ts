import { resetHost } from '../../lab/hosts.js';
import { openAlternatives, theirPorts } from '../alternatives.js';
import type { BenchContext, Benchmark, Row } from '../benchmark.js';
import { type Distance, openDistance } from '../distance/distance.js';
import { deployFiles, treeInputs } from '../files/deploy.js';
import { compare, inTurn, type Turns } from '../in-turn.js';
import { openStation, type Station } from '../station.js';
import { copyTree } from '../trees/copy.js';
import { changeOne, usualTree } from '../trees/tree.js';

type Who = 'the action' | 'its work on files' | 'rsync + up' | 'rsync';

/** One file changed in a large tree, no image with it, beside `rsync -az --delete` over ssh. */
export const oneFile: Benchmark = { name: 'one-file', title: 'One file of many changed, beside rsync', measure };

async function measure(context: BenchContext): Promise<readonly Row[]> {
  const { lab, host, rounds, quick, say } = context;
  const size = quick ? { files: 1_000, bytes: 2_000_000 } : usualTree;
  say(`a tree of ${size.files} files`);
  await using tree = await copyTree(size);
  await resetHost(host, say);
  await using distance = await openDistance({ lab, host, rttMs: 0, morePorts: Object.values(theirPorts) });
  say('first deploys');
  await using theirs = await openAlternatives({
    lab,
    host,
    at: distance,
    domain: `theirs.${host}.${lab.route53.zone}`,
  });
  await using station = await openStation({ lab, host, at: distance, folders: { '/tree': tree.folder } });
  const inputs = { ...treeInputs(`one-file-${host}`, lab.route53.zone), ...distance.inputs };
  await deployFiles(context, { folder: tree.folder, inputs });
  await rsync(station);

  const rows: Row[] = [];
  let changes = 0;
  for (const rttMs of quick ? [0, 180] : [0, 60, 180]) {
    say(`round trip of ${rttMs} ms`);
    await distance.setRoundTrip(rttMs);
    const bytes = new Map<Who, number>();
    const turns = await eachRound(rounds, async () => {
      await changeOne(tree.folder, (changes += 1));
      await distance.reset();
      const run = await deployFiles(context, { folder: tree.folder, inputs });
      bytes.set('the action', await bytesOverSsh(distance));
      await distance.reset();
      const copied = await rsync(station);
      bytes.set('rsync', await bytesOverSsh(distance));
      const up = await theirs.loginAndUp();
      return new Map<Who, number>([
        ['the action', run.seconds],
        ['its work on files', run.filesSeconds],
        ['rsync + up', copied + up.seconds],
        ['rsync', copied],
      ]);
    });
    rows.push(...(rttMs === 0 ? [bytesRow(size.files, bytes)] : []), ...timeRows(size.files, rttMs, turns));
  }
  return rows;
}

/** Both sides of a round meet the same change, so they run in one go; their figures are then taken apart. */
async function eachRound(rounds: number, run: () => Promise<ReadonlyMap<Who, number>>): Promise<Turns<Who>> {
  let round: ReadonlyMap<Who, number> = new Map();
  const figure = (name: Who) => round.get(name) ?? Number.NaN;
  return await inTurn<Who>({ rounds }, [
    { name: 'the action', run: async () => ((round = await run()), figure('the action')) },
    ...(['its work on files', 'rsync + up', 'rsync'] as const).map((name) => ({
      name,
      run: () => Promise.resolve(figure(name)),
    })),
  ]);
}

async function rsync(station: Station): Promise<number> {
  return (await station.run(['rsync', '-az', '--delete', '--exclude=.git', '/tree/', 'site:tree/'])).seconds;
}

async function bytesOverSsh(distance: Distance): Promise<number> {
  const { connections } = await distance.counts();
  return connections
    .filter(({ port }) => port === 22)
    .reduce((sum, { bytesToHost, bytesToClient }) => sum + bytesToHost + bytesToClient, 0);
}

function bytesRow(files: number, bytes: ReadonlyMap<Who, number>): Row {
  const [ours, theirs] = [bytes.get('the action') ?? Number.NaN, bytes.get('rsync') ?? Number.NaN];
  return {
    name: `one file of ${files} changed: bytes over SSH, both directions`,
    bar: '≤ 1.2 × rsync',
    ...{ ours, theirs, unit: 'bytes', ratio: ours / theirs, met: ours <= 1.2 * theirs },
    remark:
      'Counted at the distance, SSH itself included. Ours holds the host programs, what was looked at, and the log too.',
  };
}

function timeRows(files: number, rttMs: number, turns: Turns<Who>): readonly Row[] {
  const name = `one file of ${files} changed, ${rttMs} ms`;
  const shared = { turns, limit: 1, unit: 's' } as const;
  return [
    compare({
      ...shared,
      name: `${name}: whole action`,
      ...{ ours: 'the action', theirs: 'rsync + up' },
      remark:
        'Theirs copies and runs `docker compose up -d` of a stack that did not change. Ours also looks at DNS, certificate and host, keeps the release before, builds (from the cache), and proves the site from outside.',
    }),
    compare({
      ...shared,
      name: `${name}: until the files are in place`,
      ...{ ours: 'its work on files', theirs: 'rsync' },
      remark:
        'Ours from the start of its program on: reads the repository, connects, looks at everything, sends, and makes a new release beside the old one. Both sides begin when the host has come to rest: the deploy before links its files once more, at its end, when nobody waits.',
    }),
  ];
}
