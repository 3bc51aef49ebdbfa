import { describe, expect, test } from '@jest/globals';
import { ZoneSteps } from '../../../src/apply/zone-steps.js';
import type { Dns, Zone } from '../../../src/dns/dns.js';
import { RecordMoves } from '../../../src/dns/moves.js';
import type { Connection } from '../../../src/ssh/connection.js';
import { freshFacts, planOf } from '../../support/facts.js';
import { sessionWith } from '../../support/session.js';
import { silentResolver } from '../../support/silent-resolver.js';

const nameServers = ['ns-1.awsdns-1.com', 'ns-2.awsdns-2.net'];
const missing = { id: '', name: 'example.com', nameServers: [], isMissing: true } as const;
const created: Zone = { id: 'Z1', name: 'example.com', nameServers };
const registration = { nameServers: ['ns-9.awsdns-9.org'], isServed: false, hasDnssec: false, isOnHold: false };
const name = { name: 'app.example.com', zone: missing, delegatedTo: [], registration };

/** A registry that publishes what it is given, or does not. */
function stepsWith(publishes: boolean) {
  const delegated: Zone[] = [];
  const said: string[] = [];
  const dns: Dns = {
    observe: () => Promise.reject(new Error('not expected')),
    apply: () => Promise.reject(new Error('not expected')),
    createZone: () => Promise.resolve(created),
    delegate: (zone) => Promise.resolve(void delegated.push(zone)),
  };
  const connection: Connection = {
    ...{
      fingerprint: 'SHA256:x',
      warnings: [],
      prepare: () => undefined,
      traffic: { execs: 0, bytesSent: 0, bytesReceived: 0 },
    },
    run: () => Promise.reject(new Error('not expected')),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const moves = new RecordMoves(dns);
  const session = sessionWith({ plan: planOf(freshFacts()), connection, dns, moves, say: (line) => said.push(line) });
  const resolver = {
    ...silentResolver,
    resolveNs: () => Promise.resolve(publishes && delegated.length > 0 ? nameServers : []),
  };
  const ports = { ...session.ports, resolver };
  return { steps: new ZoneSteps({ ...session, ports }), delegated, said, timeline: session.timeline };
}

describe('a zone that this run creates', () => {
  test('takes the place of the missing one in records, name servers and the report', async () => {
    const { steps, said, timeline } = stepsWith(false);
    await steps.create(['example.com']);
    expect(steps.withZone({ zone: missing })).toEqual({ zone: created });
    expect(timeline.createdZones).toEqual([created]);
    expect(said.map((line) => line.trim())).toEqual([
      '│ example.com is hosted zone Z1. Name servers to enter at the registrar:',
      ...nameServers.map((server) => `│   ${server}`),
    ]);
    expect(await steps.stillUndelegated([name])).toEqual([{ ...name, zone: created }]);
  });

  test('is delegated to by its own name servers, and is no problem any more when the registry publishes that', async () => {
    const { steps, delegated } = stepsWith(true);
    await steps.create(['example.com']);
    await steps.delegate([missing]);
    expect(delegated).toEqual([created]);
    expect(await steps.stillUndelegated([name])).toEqual([]);
  });

  test('is not waited for if another zone has to be delegated by hand', async () => {
    const { steps, said } = stepsWith(false);
    await steps.create(['example.com']);
    await steps.delegate([missing]);
    const other = { ...name, name: 'example.net', zone: { id: 'Z2', name: 'example.net', nameServers } };
    const left = await steps.stillUndelegated([name, other]);
    expect(left).toEqual([{ ...name, zone: created, registration: { ...registration, nameServers } }, other]);
    expect(said.join()).not.toContain('waiting for the registry');
  });
});
