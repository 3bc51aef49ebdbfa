import { resetHost } from '../../lab/hosts.js';
import type { BenchContext } from '../benchmark.js';
import type { Row } from '../results/row.js';
import { lengths, tryChange } from './measure.js';
import type { NativeEvent } from './native-events.js';
import { OurSite } from './our-site.js';
import { SiteWithRestarts } from './restarted-site.js';
import { acrossEvent, type Trial } from './trial.js';
import { failedRow } from './verdict.js';

/** The requests that our site without Docker loses when the event happens. The control is the same site deployed with restarts. */
export async function measureNativeEvent(event: NativeEvent, context: BenchContext): Promise<readonly Row[]> {
  const ours = await tryOurs(event, context);
  const { byHand } = event;
  const trial = context.quick || byHand === undefined ? undefined : await tryByHand(event.title, byHand, context);
  return [failedRow(event.title, ours, trial === undefined ? undefined : { name: 'by hand, with restarts', trial })];
}

async function tryOurs(event: NativeEvent, context: BenchContext): Promise<Trial> {
  const { lab, bareHost, say } = context;
  await resetHost(bareHost, say);
  await using site = await OurSite.open(lab, bareHost, 'load-uwsgi', { runtime: 'native' });
  // Awaited here: at the end of this function the site's folder is deleted.
  return await tryChange(event, site, context);
}

type ByHand = NonNullable<NativeEvent['byHand']>;

async function tryByHand(title: string, byHand: ByHand, { lab, bareHost, say }: BenchContext): Promise<Trial> {
  await resetHost(bareHost, say);
  const domain = `by-hand-${bareHost}.${lab.route53.zone}`;
  await using site = await SiteWithRestarts.open(bareHost, domain);
  say(`${title}: by hand, with restarts`);
  await site.deploy();
  const load = { origin: `https://${domain}`, address: lab.hosts[bareHost].address, ...lengths.theirs };
  return await acrossEvent(load, () => byHand(site));
}
