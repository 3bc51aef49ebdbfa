import { setTimeout as sleep } from 'node:timers/promises';
import { digestOf } from '../digest.js';
import { DeployError } from '../errors/deploy-error.js';
import type { Zone } from './dns.js';
import type { Route53Api } from './route53-api.js';

/** How often the zones are listed to find one that another run created a moment ago. */
const MOST_LISTS = 5;

/** The calls that it takes to create a zone. */
export type ZoneApi = Pick<Route53Api, 'listZones' | 'getZone' | 'createZone'>;

/** `pollMs`: interval between two lists. */
export interface CreateTimes {
  readonly now: Date;
  readonly pollMs: number;
}

/**
 * Creates a public zone, unless there is one. Route 53 allows several zones of one name, and only one of them can be delegated. So the zones are
 * listed first, and all runs of a day use the same caller reference: Route 53 rejects the second request with it, whether it is of another run
 * or repeats one whose response was lost.
 * @throws DeployError aws-denied, aws-error
 */
export async function createZone(name: string, api: ZoneApi, { now, pollMs }: CreateTimes): Promise<Zone> {
  const existing = await publicZone(name, api);
  if (existing !== undefined) return existing;
  try {
    return await api.createZone(name, callerReference(name, now));
  } catch (error) {
    if (!isRepeated(error)) throw error;
    const created = await listedSoon(name, api, pollMs);
    if (created === undefined) throw error;
    return created;
  }
}

async function publicZone(name: string, api: ZoneApi): Promise<Zone | undefined> {
  const listed = (await api.listZones()).find((zone) => !zone.isPrivate && zone.name === name);
  if (listed === undefined) return undefined;
  const { id, nameServers } = await api.getZone(listed.id);
  return { id, name, nameServers };
}

async function listedSoon(name: string, api: ZoneApi, pollMs: number): Promise<Zone | undefined> {
  for (let lists = 0; lists < MOST_LISTS; lists += 1) {
    if (lists > 0) await sleep(pollMs);
    const found = await publicZone(name, api);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** At most 128 characters; the reference of a deleted zone stays in use, so each day has another one. */
function callerReference(name: string, now: Date): string {
  return `ec2-https-deploy ${now.toISOString().slice(0, 10)} ${digestOf(name)}`;
}

function isRepeated(error: unknown): boolean {
  return error instanceof DeployError && error.why?.startsWith('HostedZoneAlreadyExists') === true;
}
