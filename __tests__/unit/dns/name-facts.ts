import type { NameFacts, RecordSet, Zone } from '../../../src/dns/dns.js';

export const exampleZone: Zone = {
  id: 'Z1',
  name: 'example.com',
  nameServers: ['ns-1.awsdns-1.com', 'ns-2.awsdns-2.net'],
};

/** A name in a zone that is well delegated, without any record; what a test is about is given. */
export function nameFacts(name: string, known: Partial<NameFacts> = {}): NameFacts {
  const zone = known.zone ?? exampleZone;
  return { name, zone, current: [], special: [], otherTypes: [], delegatedTo: zone.nameServers, ...known };
}

export function set(name: string, type: RecordSet['type'], values: readonly string[], ttlSeconds = 300): RecordSet {
  return { name, type, ttlSeconds, values };
}
