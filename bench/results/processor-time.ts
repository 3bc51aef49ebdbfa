import { readFile } from 'node:fs/promises';

/** Time of all processors since the machine began, in ticks of the kernel. */
export interface ProcessorTime {
  readonly total: number;
  /** What a hypervisor gave to other guests while this one had work to do. */
  readonly stolen: number;
}

/** Reads the first line of /proc/stat (man 5 proc_stat); undefined where there is none. */
export async function readProcessorTime(): Promise<ProcessorTime | undefined> {
  return parseProcessorTime(await readFile('/proc/stat', 'utf8').catch(() => ''));
}

export function parseProcessorTime(stat: string): ProcessorTime | undefined {
  const [, ticks] = /^cpu\s+([\d ]+)$/m.exec(stat) ?? [];
  if (ticks === undefined) return undefined;
  // The last two, time of guests of this machine, are counted in the first two already.
  const counted = ticks.trim().split(/ +/).slice(0, 8).map(Number);
  return { total: counted.reduce((sum, value) => sum + value, 0), stolen: counted[7] ?? 0 };
}

/** How much of the processors' time between the two was taken, as words; a run with much of it is worth repeating. */
export function stolenBetween(before: ProcessorTime | undefined, after: ProcessorTime | undefined): string {
  if (before === undefined || after === undefined || after.total <= before.total) return 'unknown';
  return `${Math.round(((after.stolen - before.stolen) / (after.total - before.total)) * 100)} % of the processors' time`;
}
