import type { BenchContext } from '../benchmark.js';
import { describeFailures } from '../load/failures.js';
import type { Row } from '../results/row.js';
import type { ChangeEvent, OurChange } from './events.js';
import { clearHost, OurSite } from './our-site.js';
import { PlainSite } from './plain-site.js';
import { keepRecords } from './records.js';
import { acrossEvent, type Trial, type TrialOptions } from './trial.js';
import { failedRow, failureTimes, oldAssets } from './verdict.js';

/**
 * The requests that our site loses when the event happens. The same site under plain compose is the control: it shows that the
 * load finds lost requests.
 */
export async function measureEvent(event: ChangeEvent, context: BenchContext): Promise<readonly Row[]> {
  const ours = await tryOurs(event, context);
  const theirs = context.quick ? undefined : await tryPlain(event, context);
  return [failedRow(event.title, ours, theirs === undefined ? undefined : { name: 'plain compose', trial: theirs })];
}

/** Load on our site across the event. Throws when the event itself did not happen. */
export async function tryOurs(
  event: ChangeEvent,
  context: Pick<BenchContext, 'lab' | 'host' | 'quick' | 'say'>,
): Promise<Trial> {
  const { lab, host } = context;
  await clearHost(host);
  await using site = await OurSite.open(lab, host, event.site);
  // Awaited here: at the end of this function the site's folder is deleted.
  return await tryChange(event, site, context, socketsOf(event));
}

/** Deploys a site to a host that has none, and then the change under load. Throws when the change itself did not happen. */
export async function tryChange(
  event: OurChange,
  site: OurSite,
  { quick, say }: Pick<BenchContext, 'quick' | 'say'>,
  sockets = 0,
): Promise<Trial> {
  await event.prepare?.(site);
  say(`${event.title}: first deploy`);
  await site.deploy(event.beginsWithoutCertificate === true ? 'failure' : 'success');
  say(`${event.title}: load`);
  const load = loadOf(event, {
    domain: site.domain,
    address: site.address,
    sockets,
    lengths: quick ? lengths.quick : lengths.ours,
  });
  const trial = await acrossEvent(load, () => event.ours(site));
  for (const line of failureTimes(trial)) say(line);
  say(`${event.title}: ${oldAssets(trial.exchanges).length} requests for style sheets of the previous release`);
  say(`${event.title}: all requests are in ${await keepRecords(event.name, trial)}`);
  expectServing(trial);
  expectRelease(trial, event.leavesRelease);
  return trial;
}

async function tryPlain(event: ChangeEvent, { host, say, lab }: BenchContext): Promise<Trial | undefined> {
  const { plain } = event;
  if (plain === undefined) return undefined;
  await clearHost(host);
  const { address } = lab.hosts[host];
  await using site = await PlainSite.open(host, event.site, `plain-${host}.${lab.route53.zone}`);
  await event.preparePlain?.(site);
  say(`${event.title}: docker compose up -d --build`);
  await site.up();
  await site.untilHealthy();
  const load = loadOf(event, { domain: site.domain, address, sockets: socketsOf(event), lengths: lengths.theirs });
  return await acrossEvent(load, () => plain(site));
}

/**
 * In seconds: how long the load runs before the event, and at least in all. Plain compose gets half a minute, so that all events
 * fit into one run of the benchmark: it loses its requests in the seconds of the event.
 */
export const lengths = {
  ours: { quietSeconds: 20, seconds: 60 },
  theirs: { quietSeconds: 10, seconds: 30 },
  quick: { quietSeconds: 5, seconds: 20 },
} as const;

interface LoadedSite {
  readonly domain: string;
  /** No event changes it. Visitors know it, or each new connection would measure the lab's DNS too. */
  readonly address: string;
  /** WebSockets that stay open. */
  readonly sockets: number;
  readonly lengths: Pick<TrialOptions, 'quietSeconds' | 'seconds'>;
}

function loadOf(event: OurChange, { domain, address, sockets, lengths: spans }: LoadedSite): TrialOptions {
  const load = { address, ...spans };
  if (event.beginsWithoutCertificate === true) return { ...load, origin: `http://${domain}`, http2: 0 };
  return { ...load, origin: `https://${domain}`, sockets };
}

function socketsOf({ site }: ChangeEvent): number {
  return site === 'load-http' ? 10 : 0;
}

/** What fails before the event is a fault of the preparation, and no lost request. */
function expectServing({ exchanges, eventAt }: Trial): void {
  if (exchanges.some(({ at, failure }) => at < eventAt && failure === undefined)) return;
  throw new Error(`The site served nothing before the event: ${describeFailures(exchanges)}`);
}

function expectRelease({ exchanges }: Trial, release: string): void {
  const last = exchanges.findLast(({ work, failure }) => work === 'page' && failure === undefined);
  if (last?.release !== release)
    throw new Error(`After the event pages are of ${last?.release ?? 'no release'}, not of ${release}`);
}
