import { readFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import { docker } from '../../lab/docker.js';
import { type ProcessorTime, readProcessorTime, stolenBetween } from './processor-time.js';

/** What a run of the benchmarks ran on, as pairs of a name and words for it. */
export type Machine = readonly (readonly [string, string])[];

/** Asks this machine what it is. `began`: its processors' time when the run began. */
export async function describeMachine(now: Date, began: ProcessorTime | undefined): Promise<Machine> {
  const all = cpus();
  const engine = await docker(['version', '--format', '{{.Server.Version}}'], { allowFailure: true });
  return [
    ['date', now.toISOString().slice(0, 10)],
    ['processor', `${all[0]?.model.trim() ?? 'unknown'}, ${all.length} cores`],
    ['memory', `${(totalmem() / 2 ** 30).toFixed(1)} GiB`],
    ['system', `${await distribution()}, Linux ${release()}`],
    ['taken by other guests of the hypervisor meanwhile', stolenBetween(began, await readProcessorTime())],
    ['Docker Engine', engine.stdout.trim() || 'unknown'],
    [
      'runner',
      'Node 24 in a container; host: systemd, sshd and a Docker Engine of its own, in a container on the same machine',
    ],
  ];
}

async function distribution(): Promise<string> {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(text)?.[1] ?? process.platform;
}
