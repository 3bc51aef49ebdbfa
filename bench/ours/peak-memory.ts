/** The environment in which the action prints its peak memory; see `peakOfRunner`. The lab mounts this repository at /action. */
export const printingPeak = { NODE_OPTIONS: '--import=/action/bench/ours/print-peak-memory.mjs' } as const;

/** The peak memory of the action in megabytes (10^6 bytes), from the log of a run in that environment. */
export function peakOfRunner(log: string): number {
  const peaks = [...log.matchAll(/peak-memory: (\d+)/g)].map(([, kibibytes]) => Number(kibibytes));
  if (peaks.length === 0) throw new Error(`The run does not print its peak memory:\n${log}`);
  return (Math.max(...peaks) * 1024) / 1e6;
}
