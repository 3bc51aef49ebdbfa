import type { Row } from '../benchmark.js';
import { describeFailures, percentile, quickTimes, type Span } from '../load/figures.js';
import type { Exchange } from '../load/record.js';
import type { Trial } from './trial.js';

/** How much slower the quick answers may be while the site switches. */
export const slowerBar = 3;

/** The requests that failed. */
export function failedOf(exchanges: readonly Exchange[]): readonly Exchange[] {
  return exchanges.filter(({ failure }) => failure !== undefined);
}

/** Failed requests of all, with plain compose's beside. A trial without a single request holds no bar. */
export function failedRow(title: string, ours: Trial, theirs: Trial | undefined): Row {
  const failed = failedOf(ours.exchanges);
  return {
    name: `${title}: failed requests`,
    bar: '0 failed',
    ours: failed.length,
    theirs: theirs === undefined ? undefined : failedOf(theirs.exchanges).length,
    unit: 'requests',
    ratio: undefined,
    met: failed.length === 0 && ours.exchanges.length > 0,
    limit: 0,
    remark: tellBoth(ours, theirs),
  };
}

/**
 * p99 of the quick answers that were begun during the switch, as a multiple of that before it, or of that after it where it is the
 * certificate that comes: before it nobody spoke TLS.
 */
export function slownessRow(title: string, ours: Trial, theirs: Trial | undefined): Row {
  const slowness = slownessOf(ours);
  return {
    name: `${title}: p99 during the switch, as a multiple of that ${ours.quiet.when}`,
    bar: `≤ ${slowerBar} × ${ours.quiet.when}`,
    ours: slowness,
    theirs: theirs === undefined ? undefined : slownessOf(theirs),
    unit: '×',
    ratio: undefined,
    met: slowness <= slowerBar,
    limit: slowerBar,
    remark: `${p99In(ours, ours.quiet)} ms ${ours.quiet.when}, ${p99In(ours, ours.during)} ms during the switch (${seconds(ours.during)} s), ${p99In(ours, ours.event)} ms in the whole event, which includes building on the same two cores`,
  };
}

/** Requests for the style sheets of releases that a newer one had already taken over from. */
export function oldAssets(exchanges: readonly Exchange[]): readonly Exchange[] {
  const first = new Map<string, number>();
  for (const { work, release, at } of exchanges) {
    if (work === 'page' && release !== undefined) first.set(release, Math.min(at, first.get(release) ?? at));
  }
  const [newest, since] = [...first].reduce((a, b) => (b[1] > a[1] ? b : a), ['', -Infinity]);
  return exchanges.filter(({ work, release, at }) => work === 'asset' && release !== newest && at >= since);
}

/** From the first to the last request that failed, in milliseconds: how long nobody, or not everybody, was answered. */
export function gapOf(exchanges: readonly Exchange[]): number {
  const times = failedOf(exchanges).map(({ at }) => at);
  return times.length === 0 ? 0 : Math.max(...times) - Math.min(...times);
}

/** The gap of an event in which the edge is replaced. It is stated, so it holds whatever it is; the bar is on the failed requests. */
export function gapRow(title: string, ours: Trial, theirs: Trial | undefined): Row {
  return {
    name: `${title}: from the first failed request to the last`,
    bar: 'stated',
    ours: gapOf(ours.exchanges),
    theirs: theirs === undefined ? undefined : gapOf(theirs.exchanges),
    unit: 'ms',
    ratio: undefined,
    met: true,
    remark: tellBoth(ours, theirs),
  };
}

const toldFailures = 20;

/** The first failures with the time since the event began, for whoever looks for their cause. */
export function tellWhen({ exchanges, event }: Trial): readonly string[] {
  const since = (at: number): string => ((at - event.from) / 1000).toFixed(2);
  return failedOf(exchanges)
    .slice(0, toldFailures)
    .map((one) => {
      const ended = one.at + one.ms;
      const clock = new Date(ended).toISOString().slice(11, 23);
      return `${clock} (+${since(ended)} s, begun +${since(one.at)} s): ${describeFailures([one])}`;
    });
}

function tellBoth(ours: Trial, theirs: Trial | undefined): string {
  return [`ours ${tell(ours)}`, ...(theirs === undefined ? [] : [`theirs ${tell(theirs)}`])].join('. ');
}

function tell({ exchanges }: Trial): string {
  const failed = failedOf(exchanges);
  const how = failed.length === 0 ? '' : `: ${describeFailures(failed)}`;
  return `${failed.length} of ${exchanges.length}${how}`;
}

function slownessOf(trial: Trial): number {
  const [during, quiet] = [p99In(trial, trial.during), p99In(trial, trial.quiet)];
  return quiet === undefined || during === undefined ? Infinity : Math.round((during / quiet) * 100) / 100;
}

function p99In({ exchanges }: Trial, span: Span): number | undefined {
  const value = percentile(quickTimes(exchanges, span), 0.99);
  return value === undefined ? undefined : Math.round(value);
}

function seconds({ from, to }: Span): string {
  return ((to - from) / 1000).toFixed(1);
}
