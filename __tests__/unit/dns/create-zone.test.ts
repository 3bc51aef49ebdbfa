import { describe, expect, test } from '@jest/globals';
import { createZone, type ZoneApi } from '../../../src/dns/create-zone.js';
import type { ListedZone } from '../../../src/dns/zone.js';
import { DeployError } from '../../../src/errors/deploy-error.js';

const nameServers = ['ns-1.awsdns-1.com', 'ns-2.awsdns-2.net'];
const morning = new Date('2026-11-27T00:00:01Z');
const times = { now: morning, pollMs: 1 };
const repeated = new DeployError({
  ...{ code: 'aws-error', what: 'route53:CreateHostedZone failed', hint: 'the hint' },
  why: 'HostedZoneAlreadyExists: A hosted zone has already been created with the specified caller reference.',
});

/** An account that rejects a caller reference that it knows, and lists what it has from the nth list on. */
function account({ zones = [] as ListedZone[], listedFrom = 1, known = [] as string[] } = {}) {
  const references: string[] = [];
  let lists = 0;
  const api: ZoneApi = {
    listZones: () => Promise.resolve((lists += 1) >= listedFrom ? zones : []),
    getZone: (id) => Promise.resolve({ id, name: 'example.com', isPrivate: false, nameServers }),
    createZone(name, reference) {
      references.push(reference);
      if (known.includes(reference)) return Promise.reject(repeated);
      known.push(reference);
      zones.push({ id: `Z${zones.length + 1}`, name, isPrivate: false });
      return Promise.resolve({ id: `Z${zones.length}`, name, nameServers });
    },
  };
  return { api, zones, references, known };
}

describe('a zone', () => {
  test('is created once, however often it is needed', async () => {
    const { api, zones } = account();
    const created = await createZone('example.com', api, times);
    expect(created).toEqual({ id: 'Z1', name: 'example.com', nameServers });
    expect(await createZone('example.com', api, times)).toEqual(created);
    expect(zones).toHaveLength(1);
  });

  test('that exists stays as it is, and a private one does not count', async () => {
    const { api, references } = account({ zones: [{ id: 'Z7', name: 'example.com', isPrivate: false }] });
    expect((await createZone('example.com', api, times)).id).toBe('Z7');
    expect(references).toEqual([]);
    const hidden = account({ zones: [{ id: 'Z8', name: 'example.com', isPrivate: true }] });
    expect((await createZone('example.com', hidden.api, times)).id).toBe('Z2');
  });

  test('is not created twice by a run whose predecessor ended before it had the response', async () => {
    const before = account();
    await createZone('example.com', before.api, times);
    // The list is behind, as it may be for seconds.
    const { api, zones, references } = account({ zones: before.zones, known: before.known, listedFrom: 3 });
    expect((await createZone('example.com', api, times)).id).toBe('Z1');
    expect(references).toEqual(before.references);
    expect(zones).toHaveLength(1);
  });

  test('that was deleted on the same day is not created again, and the reason of Route 53 is reported', async () => {
    const { api, zones } = account();
    await createZone('example.com', api, times);
    zones.pop();
    await expect(createZone('example.com', api, times)).rejects.toBe(repeated);
    const tomorrow = new Date(morning.getTime() + 86_400_000);
    expect((await createZone('example.com', api, { ...times, now: tomorrow })).id).toBe('Z1');
  });

  test('has a caller reference of at most 128 characters, whatever its name', async () => {
    const { api, references } = account();
    await createZone(`${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.example.com`, api, times);
    expect(references.every((reference) => reference.length <= 128)).toBe(true);
  });
});
