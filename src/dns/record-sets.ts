import type { NameFacts, RecordSet, SpecialRecordSet } from './dns.js';
import { plainName } from './name.js';

/** The fields of a Route 53 API record set that are used here. */
export interface ApiRecordSet {
  readonly Name?: string | undefined;
  readonly Type?: string | undefined;
  readonly TTL?: number | undefined;
  readonly ResourceRecords?: readonly { readonly Value?: string | undefined }[] | undefined;
  readonly SetIdentifier?: string | undefined;
  readonly Weight?: number | undefined;
  readonly Region?: string | undefined;
  readonly Failover?: string | undefined;
  readonly GeoLocation?: object | undefined;
  readonly MultiValueAnswer?: boolean | undefined;
  readonly AliasTarget?: object | undefined;
  readonly TrafficPolicyInstanceId?: string | undefined;
  readonly HealthCheckId?: string | undefined;
}

/** Sorts the record sets of one name into the ones that can be replaced, the special ones, and the rest. */
export function sortRecordSets(sets: readonly ApiRecordSet[]): Pick<NameFacts, 'current' | 'special' | 'otherTypes'> {
  const current: RecordSet[] = [];
  const special: SpecialRecordSet[] = [];
  const otherTypes = new Set<string>();
  for (const set of sets) {
    const name = recordName(set.Name);
    const type = set.Type ?? '';
    const why = whySpecial(set);
    if (type !== 'A' && type !== 'AAAA' && type !== 'CNAME') otherTypes.add(type);
    else if (why !== undefined) special.push({ name, type, why, values: valuesOf(set), ...routingOf(set) });
    else current.push({ name, type, ttlSeconds: set.TTL ?? 0, values: valuesOf(set), ...healthCheckOf(set) });
  }
  return { current, special, otherTypes: [...otherTypes] };
}

/** A name as Route 53 writes it (`\052.example.com.` for `*.example.com`) in this action's form. */
export function recordName(name: string | undefined): string {
  const unescaped = (name ?? '').replace(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
  return plainName(unescaped);
}

/** Values exactly as Route 53 returned them: a DELETE must name them exactly. The planner compares them. */
function valuesOf(set: ApiRecordSet): readonly string[] {
  return (set.ResourceRecords ?? []).map((record) => record.Value ?? '');
}

function healthCheckOf({ HealthCheckId }: ApiRecordSet): Pick<RecordSet, 'healthCheckId'> {
  return HealthCheckId === undefined ? {} : { healthCheckId: HealthCheckId };
}

function routingOf({ SetIdentifier, Weight, Failover }: ApiRecordSet): Partial<SpecialRecordSet> {
  return {
    ...(SetIdentifier === undefined ? {} : { identifier: SetIdentifier }),
    ...(Weight === undefined ? {} : { weight: Weight }),
    ...(Failover === undefined ? {} : { failover: Failover }),
  };
}

function whySpecial(set: ApiRecordSet): SpecialRecordSet['why'] | undefined {
  if (set.AliasTarget !== undefined) return 'alias';
  if (set.Weight !== undefined) return 'weighted';
  if (set.Region !== undefined) return 'latency';
  if (set.Failover !== undefined) return 'failover';
  if (set.GeoLocation !== undefined) return 'geolocation';
  if (set.MultiValueAnswer !== undefined) return 'multivalue';
  return set.SetIdentifier !== undefined || set.TrafficPolicyInstanceId !== undefined
    ? 'other-routing-policy'
    : undefined;
}

/** `Z123` of `/hostedzone/Z123`. */
export function bareId(id: string | undefined): string {
  return (id ?? '').replace(/^\/?[a-z]+\//, '');
}
