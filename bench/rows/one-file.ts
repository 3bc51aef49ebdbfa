import { resetHost } from '../../lab/hosts.js';
import type { BenchContext, Benchmark } from '../benchmark.js';
import { type Distance, openDistance } from '../distance/distance.js';
import { exampleInputs } from '../ours/action.js';
import { deployTree } from '../ours/deploy-tree.js';
import { notJudged, type Row } from '../results/row.js';
import { compare } from '../rounds/compare.js';
import { median } from '../rounds/figures.js';
import { type Turns, turnsOf } from '../rounds/in-turn.js';
import { installRsync, openStation, type Station } from '../theirs/station.js';
import { copyTree } from '../trees/copy.js';
import { changeOne, smallTree, usualTree } from '../trees/tree.js';

/** One file changed in a large tree that is no part of an image, compared with `rsync -az --delete` over SSH. */
export const oneFile: Benchmark = { name: 'one-file', title: 'One file of many changed, compared with rsync', measure };

/** `rsync` is always theirs. */
type Figure = 'until the files are on the host' | 'rsync' | 'whole action';

async function measure(context: BenchContext): Promise<readonly Row[]> {
  const { lab, host, rounds, quick, say } = context;
  const size = quick ? smallTree : usualTree;
  say(`a tree of ${size.files} files`);
  await using tree = await copyTree(size);
  await resetHost(host, say);
  await installRsync(host);
  await using distance = await openDistance({ lab, host, rttMs: 0 });
  await using station = await openStation({ lab, host, at: distance, folders: { '/tree': tree.folder } });
  const inputs = { ...exampleInputs(`one-file-${host}`, lab.route53.zone), ...distance.inputs };
  say('first deploys');
  await deployTree(context, { folder: tree.folder, inputs });
  await rsync(station);

  const bytes: Record<'ours' | 'theirs', number>[] = [];
  const times: Row[] = [];
  let changes = 0;
  for (const rttMs of [60, 180]) {
    say(`round trip of ${rttMs} ms`);
    await distance.setRoundTrip(rttMs);
    const all: Record<Figure, number>[] = [];
    // Both sides of a round send the same change. The first round is the warm-up.
    for (let round = 0; round <= rounds; round += 1) {
      await changeOne(tree.folder, (changes += 1));
      const ours = await countingBytes(distance, () => deployTree(context, { folder: tree.folder, inputs }));
      const theirs = await countingBytes(distance, () => rsync(station));
      if (round === 0) continue;
      const { seconds, filesSeconds } = ours.result;
      all.push({ 'until the files are on the host': filesSeconds, rsync: theirs.result, 'whole action': seconds });
      bytes.push({ ours: ours.bytes, theirs: theirs.bytes });
    }
    times.push(timeRow(`one file of ${size.files} changed, ${rttMs} ms`, turnsOf(all)));
  }
  const rows = [bytesRow(`one file of ${size.files} changed`, turnsOf(bytes)), ...times];
  return quick ? rows.map(notJudged) : rows;
}

async function rsync(station: Station): Promise<number> {
  return (await station.run(['rsync', '-az', '--delete', '--exclude=.git', '/tree/', 'site:tree/'])).seconds;
}

/** Counts the bytes of all SSH connections, in both directions. */
async function countingBytes<T>(
  distance: Distance,
  run: () => Promise<T>,
): Promise<{ readonly result: T; readonly bytes: number }> {
  await distance.reset();
  const result = await run();
  const { connections } = await distance.counts();
  const ssh = connections.filter(({ port }) => port === 22);
  return { result, bytes: ssh.reduce((sum, one) => sum + one.bytesToHost + one.bytesToClient, 0) };
}

function bytesRow(name: string, turns: Turns<'ours' | 'theirs'>): Row {
  return {
    ...compare({ name: `${name}: bytes over SSH`, turns, ours: 'ours', theirs: 'theirs', limit: 1.2, unit: 'bytes' }),
    bar: '≤ 1.2 × rsync',
    remark:
      'Both directions, SSH itself included. Ours includes the host program, the facts about the host, and the log.',
  };
}

function timeRow(name: string, turns: Turns<Figure>): Row {
  const whole = median(turns.figures('whole action')).toFixed(1);
  return compare({
    ...{ name: `${name}: until the files are on the host`, turns, limit: 1, unit: 's' },
    ...{ ours: 'until the files are on the host', theirs: 'rsync' },
    remark: `From the start of the action: it also reads the repository, inspects the host, DNS and the certificate, and makes a release that can be rolled back. The whole run took ${whole} s: it then builds, starts the app under its new release, and verifies it, which rsync does not.`,
  });
}
