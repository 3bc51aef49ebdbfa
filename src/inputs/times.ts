import { reserveMs, type Limits } from './limit-table.js';
import { parseDurationMs, parseDurationOrZeroMs } from './parsers/number.js';
import type { Parsed } from './parsers/parsed.js';
import type { InputReader } from './reader.js';

/** How long a run waits, in seconds; undefined: as the project says, or as long as `timeout` allows. */
export interface Times {
  /** For containers to become healthy. */
  readonly healthSeconds: number | undefined;
  /** For requests to the old release to end. */
  readonly drainSeconds: number | undefined;
  /** For another run that deploys the same site. */
  readonly lockSeconds: number | undefined;
  /** How long the new release has to stay healthy before it replaces the old one. */
  readonly minReadySeconds: number;
}

/** The inputs `health-timeout`, `drain-timeout`, `lock-timeout` and `min-ready`. */
export function readTimes(reader: InputReader): Times {
  return {
    healthSeconds: reader.optional('health-timeout', inSeconds(parseDurationMs)),
    drainSeconds: reader.optional('drain-timeout', inSeconds(parseDurationOrZeroMs)),
    lockSeconds: reader.optional('lock-timeout', inSeconds(parseDurationOrZeroMs)),
    minReadySeconds: reader.withDefault('min-ready', inSeconds(parseDurationOrZeroMs)),
  };
}

/** A parser of milliseconds as one of seconds. */
export function inSeconds(parse: (text: string) => Parsed<number>): (text: string) => Parsed<number> {
  return (text) => {
    const parsed = parse(text);
    return 'value' in parsed ? { value: parsed.value / 1000 } : parsed;
  };
}

/** What templates/host/program/health/patience.py keeps of a step to report why it failed. */
const REPORT_SECONDS = 10;

/** Reports times that cannot all be kept: the step `up` waits for the new release, and then for the old one. */
export function checkTimes(reader: InputReader, times: Times, limits: Limits, timeoutMs: number): void {
  const reserve = reserveMs(timeoutMs) / 1000;
  const work = Math.floor(timeoutMs / 1000 - reserve);
  const ofRun = `timeout ${words(timeoutMs / 1000)} leaves ${words(work)}, because ${words(reserve)} are reserved for a rollback`;
  const { lockSeconds = 0, healthSeconds = 0, minReadySeconds, drainSeconds = 0 } = times;
  if (lockSeconds >= work)
    reader.addProblem('lock-timeout', `${words(lockSeconds)} leaves no time to deploy: ${ofRun}`);

  const waits = [
    { name: 'health-timeout', seconds: healthSeconds },
    { name: 'min-ready', seconds: minReadySeconds },
    { name: 'drain-timeout', seconds: drainSeconds },
  ].filter(({ seconds }) => seconds > 0);
  const sum = waits.reduce((total, { seconds }) => total + seconds, REPORT_SECONDS);
  const up = limits.up ?? Infinity;
  if (waits.length === 0 || sum <= Math.min(up, work)) return;
  const parts = waits.map(({ name, seconds }) => `${name} ${words(seconds)}`).join(', ');
  const [input, bound] = up < work ? ['limits', `up has ${words(up)}`] : ['timeout', ofRun];
  reader.addProblem(
    input,
    `the switch may take ${words(sum)} (${parts}, and ${REPORT_SECONDS}s to report), but ${bound}`,
  );
}

/** `1h30m`, as durations are written in inputs. */
function words(seconds: number): string {
  const parts = [
    { value: Math.floor(seconds / 3600), unit: 'h' },
    { value: Math.floor((seconds % 3600) / 60), unit: 'm' },
    { value: Math.ceil(seconds % 60), unit: 's' },
  ].filter(({ value }) => value > 0);
  return parts.length === 0 ? '0s' : parts.map(({ value, unit }) => `${value}${unit}`).join('');
}
