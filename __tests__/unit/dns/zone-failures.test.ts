import { expect, test } from '@jest/globals';
import { notInSync, zoneAmbiguous, zoneNotFound } from '../../../src/dns/errors.js';
import { exampleZone } from './name-facts.js';

test('a missing zone: the names tried, and the private one that looks like it', () => {
  const failure = zoneNotFound('app.example.com', [{ id: 'Z9', name: 'example.com', isPrivate: true }]);
  expect(failure.code).toBe('hosted-zone-not-found');
  expect(failure.why).toBe(
    'Looked for: app.example.com, example.com. The account has no public zone. example.com (Z9) is a private zone, which is not publicly visible.',
  );
});

test('zones of one name: every id with its name servers', () => {
  const delegatedTo = ['ns.other.net'];
  const failure = zoneAmbiguous('app.example.com', [
    { ...exampleZone, delegatedTo },
    { ...exampleZone, id: 'Z2', nameServers: ['ns-9.awsdns-9.org'], delegatedTo },
  ]);
  expect(failure.code).toBe('hosted-zone-ambiguous');
  expect(failure.what).toContain('Z1, Z2');
  expect(failure.why).toContain('ns.other.net');
  expect(failure.why).toContain('Z2 example.com: ns-9.awsdns-9.org');
});

test('a change that is late says after how long', () => {
  expect(notInSync(exampleZone, 90_000)).toMatchObject({
    code: 'dns-propagation-timeout',
    what: expect.stringContaining('90 s'),
  });
});
