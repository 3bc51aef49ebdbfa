import { execa } from 'execa';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deploy } from './deploy.js';
import { resetHost } from './hosts.js';
import { openLab, type Lab } from './lab.js';

/*
 * npm run bench: the action beside what a person does by hand, on the host `ready`, in turn, in one run. Ratios are what
 * counts: both sides share the machine and its mood.
 */

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const example = fileURLToPath(new URL('../examples/django', import.meta.url));
const script = fileURLToPath(new URL('bench/by-hand.sh', import.meta.url));
const inputs = {
  domain: 'bench.lab.test',
  path: '~/bench',
  env: 'DJANGO_SECRET_KEY=bench',
  'release-command': 'python manage.py migrate --noinput',
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

async function byAction(lab: Lab, folder: string): Promise<void> {
  const { exitCode, log } = await deploy({ lab, folder, host: 'ready', inputs });
  if (exitCode !== 0) throw new Error(`The deploy failed:\n${log}`);
}

/** Everything is copied, and the script of people's notes is run. */
async function byHand(lab: Lab, folder: string): Promise<void> {
  const { keyFile, knownHostsFile, user, address } = lab.hosts.ready;
  const ssh = ['-i', keyFile, '-o', `UserKnownHostsFile=${knownHostsFile}`, `${user}@${address}`];
  await execa('tar', ['-C', folder, '-czf', '-', '.'], { encoding: 'buffer' }).pipe('ssh', [
    ...ssh,
    'mkdir -p by-hand && tar -xzf - -C by-hand',
  ]);
  await execa('ssh', [...ssh, 'sh -s'], { inputFile: script });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function compare(
  title: string,
  lab: Lab,
  folder: string,
  change: (round: number) => Promise<void>,
): Promise<void> {
  const action: number[] = [];
  const hand: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await change(round);
    action.push(await timed(() => byAction(lab, folder)));
    hand.push(await timed(() => byHand(lab, folder)));
  }
  const ratio = median(action.map((seconds, index) => seconds / (hand[index] ?? seconds)));
  say(
    `${title}: action ${median(action).toFixed(1)} s, by hand ${median(hand).toFixed(1)} s, ratio ${ratio.toFixed(2)} (median of ${rounds})`,
  );
}

const lab = await openLab();
await resetHost('ready', say);
const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
try {
  await cp(example, folder, { recursive: true });
  say('warming up: first deploy, first build by hand');
  await byAction(lab, folder);
  await byHand(lab, folder);
  await compare('nothing changed', lab, folder, () => Promise.resolve());
  await compare('one file changed', lab, folder, (round) =>
    writeFile(path.join(folder, 'note.txt'), `round ${round}\n`),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
