import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execOnHost, resetHost } from '../../lab/hosts.js';
import type { BenchContext, Benchmark } from '../benchmark.js';
import { openDistance } from '../distance/distance.js';
import { exampleInputs } from '../ours/action.js';
import { deployTree } from '../ours/deploy-tree.js';
import { notJudged, type Row } from '../results/row.js';
import { compare } from '../rounds/compare.js';
import { inTurn } from '../rounds/in-turn.js';
import { openStation } from '../theirs/station.js';
import { copyTree } from '../trees/copy.js';
import { commitTree, smallTree, usualTree } from '../trees/tree.js';

const scripts = fileURLToPath(new URL('../theirs', import.meta.url));
const mostRounds = 3;

/** A large tree sent to a host that has none of it, compared with `tar czf - | ssh tar xzf -`. */
export const firstUpload: Benchmark = {
  name: 'first-upload',
  title: 'First upload of a large tree, compared with tar over SSH',
  measure,
};

async function measure(context: BenchContext): Promise<readonly Row[]> {
  const { lab, host, quick, say } = context;
  const size = quick ? smallTree : usualTree;
  say(`a tree of ${size.files} files`);
  await using tree = await copyTree(size);
  // The same site without the tree. It is deployed before each run, so that image and certificate exist and only files are new.
  await using bare = await copyTree(size);
  await rm(path.join(bare.folder, 'assets'), { recursive: true });
  await commitTree(bare.folder);
  await resetHost(host, say);
  await using distance = await openDistance({ lab, host, rttMs: 0 });
  const folders = { '/tree': tree.folder, '/scripts': scripts };
  await using station = await openStation({ lab, host, at: distance, folders });
  const inputs = { ...exampleInputs(`first-upload-${host}`, lab.route53.zone), ...distance.inputs };

  const before = async (_round: number, side: string): Promise<void> => {
    await execOnHost(host, ['rm', '-rf', '/home/ec2-user/first']);
    if (side === 'ours') await deployTree(context, { folder: bare.folder, inputs });
  };
  const rows: Row[] = [];
  for (const rttMs of [60, 180]) {
    say(`round trip of ${rttMs} ms`);
    await distance.setRoundTrip(rttMs);
    const turns = await inTurn({ rounds: Math.min(context.rounds, mostRounds), before }, [
      { name: 'ours', run: async () => (await deployTree(context, { folder: tree.folder, inputs })).filesSeconds },
      { name: 'tar | ssh tar', run: async () => (await station.run(['/scripts/tar-over-ssh.sh'])).seconds },
    ]);
    const name = `first upload of ${size.files} files, ${(size.bytes / 1e6).toFixed(0)} MB, ${rttMs} ms`;
    rows.push(compare({ name, turns, ours: 'ours', theirs: 'tar | ssh tar', limit: 1.1, unit: 's', remark }));
  }
  return quick ? rows.map(notJudged) : rows;
}

const remark =
  'From the start of the action until the files are on the host: it also reads the repository, inspects the host, DNS and the certificate, and compares. The site already runs, without the tree.';
