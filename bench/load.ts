import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { runMain, say } from '../lab/cli/say.js';
import { describeFailures, percentile, quickTimes } from './load/figures.js';
import type { Exchange } from './load/record.js';
import { startLoad } from './load/run.js';

/*
 * The load of the benchmark, by hand. While it runs, deploy from another terminal:
 *
 *   node --import tsx bench/load.ts https://site.lab.test --seconds 60 [--sockets 10] [--address 172.30.0.12]
 *
 * It asks for the pages of lab/bench/sites/load-http and load-uwsgi, which are the same; what any other site answers counts as
 * failed. Prints a line each second and each failure as it happens; exits with 1 if there was a failure, else with 0.
 */

await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '60' },
      sockets: { type: 'string', default: '0' },
      address: { type: 'string' },
    },
  });
  const [origin] = positionals;
  if (origin === undefined) throw new Error('Say which site: node --import tsx bench/load.ts https://site.lab.test');
  const load = await startLoad(origin, {
    sockets: Number(values.sockets),
    onExchange: tellFailure,
    ...(values.address === undefined ? {} : { address: values.address }),
  });
  const end = Date.now() + Number(values.seconds) * 1000;
  let told = 0;
  while (Date.now() < end) {
    await sleep(1000);
    const recent = load.exchanges.slice(told);
    told = load.exchanges.length;
    if (recent.length > 0) say(oneSecond(recent));
  }
  const all = await load.stop();
  const failed = all.filter(({ failure }) => failure !== undefined);
  say(`${all.length} requests, ${failed.length} failed${failed.length === 0 ? '' : `: ${describeFailures(failed)}`}`);
  return failed.length === 0 ? 0 : 1;
});

function oneSecond(exchanges: readonly Exchange[]): string {
  const quick = quickTimes(exchanges, { from: 0, to: Infinity });
  const releases = [...new Set(exchanges.flatMap(({ release }) => release ?? []))].join(', ');
  const [median, p99] = [0.5, 0.99].map((share) => percentile(quick, share)?.toFixed(0) ?? '-');
  return `${clock(Date.now())} ${exchanges.length} requests, quick ones in ${median} ms (p99 ${p99}), release ${releases}`;
}

function tellFailure({ at, ms, work, way, reused, failure }: Exchange): void {
  if (failure === undefined) return;
  say(
    `${clock(at)} FAILED ${work} (${way}${reused ? ', reused' : ''}) after ${ms} ms: ${failure.kind}, ${failure.said}`,
  );
}

function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 23);
}
