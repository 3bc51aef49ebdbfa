import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { DeleteHostedZoneCommand, ListHostedZonesCommand } from '@aws-sdk/client-route-53';
import {
  GetDomainDetailCommand,
  RegisterDomainCommand,
  Route53DomainsClient,
  type ContactDetail,
} from '@aws-sdk/client-route-53-domains';
import { useRoute53 } from '../support/route53.js';

// Real servers on a machine that may be busy.
jest.setTimeout(30_000);

const api = useRoute53();
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const registrar = () => new Route53DomainsClient({ endpoint: api.proxy().url, region: 'us-east-1', credentials });
const person: ContactDetail = {
  ...{ FirstName: 'A', LastName: 'B', ContactType: 'PERSON', AddressLine1: 'Street 1', City: 'Seoul', State: 'Seoul' },
  ...{ CountryCode: 'KR', ZipCode: '04524', PhoneNumber: '+82.212345678', Email: 'a@example.com' },
};

/** A domain without a zone: Route 53 made one with it, and someone deleted that. */
beforeEach(async () => {
  await registrar().send(
    new RegisterDomainCommand({
      ...{ DomainName: 'example.com', DurationInYears: 2 },
      ...{ AdminContact: person, RegistrantContact: person, TechContact: person },
    }),
  );
  const { HostedZones = [] } = await api.admin().send(new ListHostedZonesCommand({}));
  for (const { Id } of HostedZones) await api.admin().send(new DeleteHostedZoneCommand({ Id }));
  api.proxy().strike();
});

const denied = {
  status: 400,
  body: JSON.stringify({ __type: 'AccessDeniedException', message: 'User: u is not authorized' }),
};

describe('the registration of a domain', () => {
  test('is known where its zone is not delegated, and is changed only on request', async () => {
    const dns = api.dns(undefined, 'registrable-domain');
    const zone = await dns.createZone('example.com');
    const before = await registrar().send(new GetDomainDetailCommand({ DomainName: 'example.com' }));
    const { names } = await dns.observe(['app.example.com', 'example.com']);
    const nameServers = (before.Nameservers ?? []).map(({ Name }) => Name);
    const registration = { nameServers, isServed: false, hasDnssec: false, isOnHold: false };
    expect(names).toMatchObject([{ registration }, { registration }]);

    await dns.delegate(zone);
    const after = await registrar().send(new GetDomainDetailCommand({ DomainName: 'example.com' }));
    expect(after.Nameservers?.map(({ Name }) => Name)).toEqual(zone.nameServers);
    expect((await dns.observe(['example.com'])).names[0]?.registration?.nameServers).toEqual(zone.nameServers);
  });

  test('is not looked up for a zone that is delegated', async () => {
    await api.makeZone('example.com');
    api.proxy().strike();
    const { names } = await api.dns().observe(['example.com']);
    expect(names[0]).not.toHaveProperty('registration');
    expect(api.proxy().calls.filter((call) => call.startsWith('POST'))).toEqual([]);
  });

  test('is none for a domain of another registrar or account', async () => {
    const { names } = await api.dns(undefined, 'registrable-domain').observe(['app.example.org']);
    expect(names[0]).not.toHaveProperty('registration');
  });

  test('that may not be read is an error only where name servers are to be set', async () => {
    const times = 9;
    api.proxy().strike({ call: 'POST /', times, answer: denied });
    const { names } = await api.dns(undefined, 'registrable-domain').observe(['example.com']);
    expect(names[0]).not.toHaveProperty('registration');
    await expect(api.settingDns().observe(['example.com'])).rejects.toMatchObject({
      code: 'aws-denied',
      what: 'AWS denied route53domains:GetDomainDetail to the credentials of this job',
      hint: expect.stringContaining('"Action": "route53domains:GetDomainDetail"'),
    });
  });

  test('that may not be changed is an error with the statement to add', async () => {
    const dns = api.settingDns();
    const zone = await dns.createZone('example.com');
    api.proxy().strike({ call: 'POST /', times: 9, answer: denied });
    await expect(dns.delegate(zone)).rejects.toMatchObject({
      code: 'aws-denied',
      what: 'AWS denied route53domains:UpdateDomainNameservers to the credentials of this job',
      hint: expect.stringContaining('"Action": "route53domains:UpdateDomainNameservers"'),
    });
  });
});
