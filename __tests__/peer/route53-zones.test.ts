import { expect, jest, test } from '@jest/globals';
import { ListHostedZonesCommand } from '@aws-sdk/client-route-53';
import { planRecords } from '../../src/dns/records.js';
import { awsError } from '../support/fault-proxy.js';
import { useRoute53 } from '../support/route53.js';

// Real servers on a machine that may be busy.
jest.setTimeout(30_000);

const api = useRoute53();
const zonesNow = async () => (await api.admin().send(new ListHostedZonesCommand({}))).HostedZones ?? [];

test('a name without a zone is planned for a new one, which is created once and holds its record afterwards', async () => {
  const dns = api.dns(undefined, 'registrable-domain');
  const before = await dns.observe(['app.example.com', 'example.com']);
  const missing = { id: '', name: 'example.com', nameServers: [], isMissing: true };
  expect(before.names.map(({ zone }) => zone)).toEqual([missing, missing]);
  expect(await zonesNow()).toEqual([]);

  const target = { kind: 'ip', address: '3.34.1.2' } as const;
  const { additions } = planRecords(['app.example.com', 'example.com'], before, target);
  expect(additions).toHaveLength(1);
  const zone = await dns.createZone('example.com');
  expect(zone.nameServers.length).toBeGreaterThan(1);
  expect(await dns.createZone('example.com')).toEqual(zone);
  for (const change of additions) await dns.apply({ ...change, zone }, 5000);

  const { names } = await dns.observe(['app.example.com', 'example.com']);
  expect(names).toMatchObject([
    { zone, delegatedTo: [], current: [{ type: 'A', values: ['3.34.1.2'] }] },
    { zone, current: [{ type: 'A', values: ['3.34.1.2'] }] },
  ]);
  expect(await zonesNow()).toMatchObject([{ Name: 'example.com.', Config: { PrivateZone: false } }]);
});

test('a name in a zone that exists needs no new one, nor does another name than the given zone', async () => {
  const { id } = await api.makeZone('example.com');
  const dns = api.dns(undefined, { name: 'app.example.com' });
  expect((await dns.observe(['app.example.com'])).names[0]?.zone.id).toBe(id);
  await expect(dns.observe(['app.example.net'])).rejects.toMatchObject({ code: 'hosted-zone-not-found' });
});

test('a zone that may not be created is an error with the statement to add', async () => {
  const message = 'User: arn:aws:iam::1:user/ci is not authorized to perform: route53:CreateHostedZone';
  api.proxy().strike({ call: 'POST /hostedzone', times: 1, answer: awsError(403, 'AccessDenied', message) });
  await expect(api.dns().createZone('example.com')).rejects.toMatchObject({
    code: 'aws-denied',
    what: 'AWS denied route53:CreateHostedZone to the credentials of this job',
    hint: expect.stringContaining('"Action": "route53:CreateHostedZone"'),
  });
});

test('a zone that another run creates at the same time is used', async () => {
  const dns = api.dns();
  const answer = awsError(409, 'HostedZoneAlreadyExists', 'already created with the specified caller reference');
  api.proxy().strike(
    {
      call: 'GET /hostedzone',
      times: 1,
      rewrite: (body) => body.replace(/<HostedZones>[^]*<\/HostedZones>/, '<HostedZones/>'),
    },
    { call: 'POST /hostedzone', times: 1, answer },
  );
  const { id } = await api.makeZone('example.com');
  expect((await dns.createZone('example.com')).id).toBe(id);
  expect(await zonesNow()).toHaveLength(1);
});
