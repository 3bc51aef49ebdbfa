import { describeFailures, failedOf } from '../load/failures.js';
import type { Exchange } from '../load/record.js';
import { type Row, verdictOf } from '../results/row.js';
import type { Trial } from './trial.js';

/** The trial of an alternative. */
interface TheirTrial {
  readonly name: string;
  readonly trial: Trial;
}

/** The failed requests of our trial, with those of an alternative. A trial without any request misses the bar. */
export function failedRow(title: string, ours: Trial, theirs: TheirTrial | undefined): Row {
  const failed = failedOf(ours.exchanges);
  return {
    name: `${title}: requests lost`,
    bar: '0 lost',
    ours: failed.length,
    theirs: theirs === undefined ? undefined : failedOf(theirs.trial.exchanges).length,
    unit: 'requests',
    ratio: undefined,
    verdict: verdictOf(failed.length === 0 && ours.exchanges.length > 0),
    remark: [
      `ours ${countsOf(ours)}`,
      ...(theirs === undefined ? [] : [`${theirs.name} ${countsOf(theirs.trial)}`]),
    ].join('. '),
  };
}

/** Requests for the style sheets of a previous release, made after a newer release had answered. */
export function oldAssets(exchanges: readonly Exchange[]): readonly Exchange[] {
  const first = new Map<string, number>();
  for (const { work, release, at } of exchanges) {
    if (work === 'page' && release !== undefined) first.set(release, Math.min(at, first.get(release) ?? at));
  }
  const [newest, since] = [...first].reduce((a, b) => (b[1] > a[1] ? b : a), ['', -Infinity]);
  return exchanges.filter(({ work, release, at }) => work === 'asset' && release !== newest && at >= since);
}

const mostFailures = 20;

/** The first failures with their time since the event began, to find their cause. */
export function failureTimes({ exchanges, eventAt }: Trial): readonly string[] {
  const since = (at: number): string => `${at < eventAt ? '' : '+'}${((at - eventAt) / 1000).toFixed(2)}`;
  return failedOf(exchanges)
    .slice(0, mostFailures)
    .map((one) => {
      const ended = one.at + one.ms;
      const clock = new Date(ended).toISOString().slice(11, 23);
      return `${clock} (${since(ended)} s, begun ${since(one.at)} s): ${describeFailures([one])}`;
    });
}

function countsOf({ exchanges }: Trial): string {
  const failed = failedOf(exchanges);
  const how = failed.length === 0 ? '' : `: ${describeFailures(failed)}`;
  return `${failed.length} of ${exchanges.length}${how}`;
}
