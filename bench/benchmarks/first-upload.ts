import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execOnHost, resetHost } from '../../lab/hosts.js';
import type { BenchContext, Benchmark, Row } from '../benchmark.js';
import { openDistance } from '../distance/distance.js';
import { deployFiles, treeInputs } from '../files/deploy.js';
import { compare, inTurn } from '../in-turn.js';
import { openStation } from '../station.js';
import { copyTree } from '../trees/copy.js';
import { commitTree, usualTree } from '../trees/tree.js';

const scripts = fileURLToPath(new URL('../files', import.meta.url));
const mostRounds = 3;

/** A large tree sent to a host that has none of it, beside `tar czf - | ssh tar xzf -`. */
export const firstUpload: Benchmark = {
  name: 'first-upload',
  title: 'First upload of a tree, beside tar over ssh',
  measure,
};

async function measure(context: BenchContext): Promise<readonly Row[]> {
  const { lab, host, quick, say } = context;
  const size = quick ? { files: 1_000, bytes: 2_000_000 } : usualTree;
  say(`a tree of ${size.files} files`);
  await using tree = await copyTree(size);
  // The same site without the tree: an image and a certificate are there, so that of the run that counts the files are the work.
  await using bare = await copyTree(size);
  await rm(path.join(bare.folder, 'assets'), { recursive: true });
  await commitTree(bare.folder);
  await resetHost(host, say);
  await using distance = await openDistance({ lab, host, rttMs: 0 });
  const folders = { '/tree': tree.folder, '/scripts': scripts };
  await using station = await openStation({ lab, host, at: distance, folders });
  const inputs = { ...treeInputs(`first-upload-${host}`, lab.route53.zone), ...distance.inputs };

  const rows: Row[] = [];
  for (const rttMs of quick ? [0] : [0, 180]) {
    say(`round trip of ${rttMs} ms`);
    await distance.setRoundTrip(rttMs);
    const before = async (_round: number, side: string): Promise<void> => {
      await execOnHost(host, ['rm', '-rf', '/home/ec2-user/first']);
      if (side === 'ours') await deployFiles(context, { folder: bare.folder, inputs });
    };
    const turns = await inTurn({ rounds: Math.min(context.rounds, mostRounds), before }, [
      { name: 'ours', run: async () => (await deployFiles(context, { folder: tree.folder, inputs })).filesSeconds },
      { name: 'tar | ssh tar', run: async () => (await station.run(['/scripts/tar-over-ssh.sh'])).seconds },
    ]);
    const megabytes = (size.bytes / 1e6).toFixed(0);
    rows.push(
      compare({
        name: `first upload of ${size.files} files, ${megabytes} MB, ${rttMs} ms`,
        ...{ turns, ours: 'ours', theirs: 'tar | ssh tar', limit: 1.1, unit: 's', remark },
      }),
    );
  }
  return rows;
}

const remark =
  'Ours from the start of its program until the files are in place: it also reads the repository, looks at DNS, certificate and host, and compares. The site runs already, without the tree.';
