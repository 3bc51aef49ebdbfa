import type { BenchContext, Row } from '../benchmark.js';
import type { ChangeEvent } from './events.js';
import { PlainSite } from './plain.js';
import { clearHost, LoadSite } from './site.js';
import { keepRecords } from './records.js';
import { acrossEvent, type Trial, type TrialOptions } from './trial.js';
import { failedRow, tellWhen, gapRow, oldAssets, slownessRow } from './verdict.js';

/** What happens to the visitors of our site, and of the same site under plain compose, when the event comes. */
export async function measureEvent(event: ChangeEvent, context: BenchContext): Promise<readonly Row[]> {
  const ours = await tryOurs(event, context);
  const theirs = context.quick ? undefined : await tryPlain(event, context);
  const gap = event.replacesEdge === true ? [gapRow(event.title, ours, theirs)] : [];
  const old =
    event.name === 'code'
      ? [failedRow(`${event.title}, style sheets of the old release`, onlyOld(ours), undefined)]
      : [];
  return [failedRow(event.title, ours, theirs), ...gap, slownessRow(event.title, ours, theirs), ...old];
}

/** Load on our site across the event. Throws when the event itself did not come about. */
export async function tryOurs(event: ChangeEvent, { lab, host, quick, say }: BenchContext): Promise<Trial> {
  await clearHost(host);
  await using site = await LoadSite.open(lab, host, event.site);
  await event.prepare?.(site);
  say(`${event.title}: deploying ${event.site}`);
  await site.deploy(event.beginsWithoutCertificate === true ? 'refused' : 'well');
  say(`${event.title}: load`);
  const trial = await acrossEvent(
    loadOf(event, {
      domain: site.domain,
      address: lab.hosts[host].address,
      lengths: quick ? lengths.quick : lengths.ours,
    }),
    () => event.ours(site),
  );
  for (const line of tellWhen(trial)) say(line);
  say(`${event.title}: every request is in ${await keepRecords(event.name, trial)}`);
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
  await site.untilWell();
  // Awaited here: with its end the site's folder is taken away.
  return await acrossEvent(loadOf(event, { domain: site.domain, address, lengths: lengths.theirs }), async () => {
    await plain(site);
    return undefined;
  });
}

/**
 * In seconds: how long the load runs undisturbed, and at least in all. Plain compose gets half a minute, so that all events fit into
 * one run of the benchmark: what it loses, it loses in the seconds of the event.
 */
const lengths = {
  ours: { quietSeconds: 20, seconds: 60 },
  theirs: { quietSeconds: 10, seconds: 30 },
  quick: { quietSeconds: 5, seconds: 20 },
} as const;

interface LoadedSite {
  readonly domain: string;
  /** Visitors know it, ours and theirs: no event changes it, and else each fresh connection would measure the lab's DNS too. */
  readonly address: string;
  readonly lengths: Pick<TrialOptions, 'quietSeconds' | 'seconds'>;
}

function loadOf(event: ChangeEvent, { domain, address, lengths: spans }: LoadedSite): TrialOptions {
  const load = { address, ...spans };
  if (event.beginsWithoutCertificate === true) return { ...load, origin: `http://${domain}`, http2: 0, quiet: 'after' };
  return { ...load, origin: `https://${domain}`, sockets: event.site === 'load-http' ? 10 : 0 };
}

function onlyOld(trial: Trial): Trial {
  return { ...trial, exchanges: oldAssets(trial.exchanges) };
}

function expectRelease({ exchanges }: Trial, release: string): void {
  const last = exchanges.findLast(({ work, failure }) => work === 'page' && failure === undefined);
  if (last?.release !== release)
    throw new Error(`Pages are of ${last?.release ?? 'no release'} after the event, not of ${release}`);
}
