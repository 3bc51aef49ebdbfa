import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import {
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  Route53Client,
  type ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import type { Dns } from '../../src/dns/dns.js';
import { planRecords } from '../../src/dns/records.js';
import type { Resolver } from '../../src/dns/resolver.js';
import { route53 } from '../../src/dns/route53.js';
import { awsError, startFaultProxy, type FaultProxy } from '../support/fault-proxy.js';
import { startMoto, type Moto } from '../support/moto.js';

// Real servers on a machine that may be busy.
jest.setTimeout(30_000);

let moto: Moto;
let proxy: FaultProxy;
let admin: Route53Client;
const said: string[] = [];
/** What the parents delegate to, by zone; set by each test. */
const delegations = new Map<string, readonly string[]>();

beforeAll(async () => {
  moto = await startMoto();
  proxy = await startFaultProxy(moto.endpoint);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  admin = new Route53Client({ endpoint: moto.endpoint, region: 'us-east-1', credentials });
  // On a machine without moto it is installed now, which takes a minute or more.
}, 400_000);
afterAll(async () => {
  await proxy[Symbol.asyncDispose]();
  await moto[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await fetch(`${moto.endpoint}/moto-api/reset`, { method: 'POST' });
  delegations.clear();
  said.length = 0;
  proxy.strike();
  process.env['AWS_ENDPOINT_URL_ROUTE_53'] = proxy.url;
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
  process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
  delete process.env['AWS_REGION'];
  delete process.env['AWS_DEFAULT_REGION'];
});

const none = () => Promise.resolve([]);
const resolver: Resolver = {
  resolve4: none,
  resolve6: none,
  resolveCname: none,
  resolveCaa: none,
  resolveNs: (name) => Promise.resolve(delegations.get(name) ?? []),
  at: () => resolver,
};

const dns = (hostedZoneId?: string): Dns =>
  route53({ hostedZoneId, resolver, say: (line) => void said.push(line), pollMs: 20 });

async function makeZone(name: string, { isPrivate = false } = {}) {
  const { HostedZone, DelegationSet } = await admin.send(
    new CreateHostedZoneCommand({
      Name: name,
      CallerReference: `${name}-${Math.random()}`,
      HostedZoneConfig: { PrivateZone: isPrivate },
      ...(isPrivate ? { VPC: { VPCId: 'vpc-1', VPCRegion: 'us-east-1' } } : {}),
    }),
  );
  const id = (HostedZone?.Id ?? '').replace('/hostedzone/', '');
  const nameServers = DelegationSet?.NameServers ?? [];
  if (!isPrivate) delegations.set(name, nameServers);
  return { id, name, nameServers };
}

async function put(zoneId: string, set: ResourceRecordSet): Promise<void> {
  const ChangeBatch = { Changes: [{ Action: 'UPSERT' as const, ResourceRecordSet: set }] };
  await admin.send(new ChangeResourceRecordSetsCommand({ HostedZoneId: zoneId, ChangeBatch }));
}

const changed = (status: 'PENDING' | 'INSYNC') => (body: string) =>
  body.replace(/<Status>\w+<\/Status>/, `<Status>${status}</Status>`);

describe('observe', () => {
  test('takes the longest public suffix, with the records of exactly the name', async () => {
    await makeZone('example.com');
    await makeZone('app.example.com', { isPrivate: true });
    const zone = await makeZone('b.example.com');
    await put(zone.id, { Name: 'x.b.example.com', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '1.2.3.4' }] });
    await put(zone.id, { Name: 'y.x.b.example.com', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '9.9.9.9' }] });
    await put(zone.id, { Name: 'x.b.example.com', Type: 'TXT', TTL: 60, ResourceRecords: [{ Value: '"t"' }] });
    const { names } = await dns().observe(['X.b.example.com', 'y.app.example.com']);
    expect(names).toEqual([
      {
        name: 'x.b.example.com',
        zone,
        delegatedTo: zone.nameServers,
        current: [{ name: 'x.b.example.com', type: 'A', ttlSeconds: 60, values: ['1.2.3.4'] }],
        special: [],
        otherTypes: ['TXT'],
      },
      expect.objectContaining({ name: 'y.app.example.com', zone: expect.objectContaining({ name: 'example.com' }) }),
    ]);
  });

  test('needs one call for the zones, one a zone and one a name, and tells who calls', async () => {
    await makeZone('example.com');
    await dns().observe(['example.com', 'www.example.com']);
    expect(proxy.calls).toHaveLength(4);
    expect(proxy.lastHeaders()['user-agent']).toContain('ec2-https-deploy');
  });

  test('reads every page of the zones', async () => {
    for (let index = 0; index < 130; index += 1) await makeZone(`z${index}.net`);
    expect((await dns().observe(['app.z7.net', 'app.z129.net'])).names.map(({ zone }) => zone.name)).toEqual([
      'z7.net',
      'z129.net',
    ]);
    expect(proxy.calls.filter((call) => /^GET \/hostedzone(\?|$)/.test(call)).length).toBe(2);
  }, 120_000);

  test('tells an alias and a weighted record as special', async () => {
    const { id } = await makeZone('example.com');
    const AliasTarget = { HostedZoneId: 'Z2', DNSName: 'lb.amazonaws.com', EvaluateTargetHealth: false };
    await put(id, { Name: 'a.example.com', Type: 'A', AliasTarget });
    const ResourceRecords = [{ Value: '1.2.3.4' }];
    await put(id, { Name: 'w.example.com', Type: 'A', TTL: 60, SetIdentifier: 'one', Weight: 1, ResourceRecords });
    const { names } = await dns().observe(['a.example.com', 'w.example.com']);
    expect(names.map(({ special }) => special.map(({ why }) => why))).toEqual([['alias'], ['weighted']]);
  });

  test('of two zones of one name takes the one that is delegated to, and else asks', async () => {
    const first = await makeZone('example.com');
    // moto hands out the same name servers to every zone: the second gets others on its way here.
    const second = await makeZone('example.com');
    const rename = {
      call: `GET /hostedzone/${second.id}`,
      times: 9,
      rewrite: (b: string) => b.replaceAll('awsdns', 'bwsdns'),
    };
    proxy.strike(rename);
    delegations.set('example.com', first.nameServers);
    expect((await dns().observe(['example.com'])).names[0]?.zone.id).toBe(first.id);
    delegations.set('example.com', ['ns.other.net']);
    await expect(dns().observe(['example.com'])).rejects.toMatchObject({
      code: 'hosted-zone-ambiguous',
      what: expect.stringMatching(new RegExp(`${first.id}.*${second.id}|${second.id}.*${first.id}`)),
    });
  });

  test('honours a given zone and checks it', async () => {
    const outer = await makeZone('example.com');
    const inner = await makeZone('app.example.com');
    const hidden = await makeZone('example.com', { isPrivate: true });
    expect((await dns(`/hostedzone/${outer.id}`).observe(['x.app.example.com'])).names[0]?.zone.id).toBe(outer.id);
    const notFound = { code: 'hosted-zone-not-found' };
    await expect(dns(inner.id).observe(['www.example.com'])).rejects.toMatchObject(notFound);
    await expect(dns(hidden.id).observe(['www.example.com'])).rejects.toMatchObject(notFound);
    await expect(dns('ZNOTHERE').observe(['www.example.com'])).rejects.toMatchObject(notFound);
    await expect(dns().observe(['www.example.org'])).rejects.toMatchObject(notFound);
  });
});

describe('apply', () => {
  test.each(['CNAME to A', 'A to CNAME'])('changes %s in one batch', async (direction) => {
    const { id } = await makeZone('example.com');
    const isToA = direction === 'CNAME to A';
    const old = isToA
      ? { Type: 'CNAME' as const, Value: 'Old.example.net.' }
      : { Type: 'A' as const, Value: '1.1.1.1' };
    await put(id, { Name: 'app.example.com', Type: old.Type, TTL: 17, ResourceRecords: [{ Value: old.Value }] });
    const target = isToA
      ? ({ kind: 'ip', address: '3.34.1.2' } as const)
      : ({ kind: 'name', name: 'ec2.example.net', addresses: ['3.34.1.2'] } as const);
    const plan = planRecords(['app.example.com'], await dns().observe(['app.example.com']), target);
    proxy.strike();
    for (const change of plan.changes) await dns().apply(change, 5000);
    expect(proxy.calls.filter((call) => call.startsWith('POST'))).toHaveLength(1);
    const after = await dns().observe(['app.example.com']);
    const wanted = isToA ? { type: 'A', values: ['3.34.1.2'] } : { type: 'CNAME', values: ['ec2.example.net'] };
    expect(after.names[0]?.current).toEqual([expect.objectContaining(wanted)]);
    expect(planRecords(['app.example.com'], after, target).changes).toEqual([]);
  });

  async function oneChange() {
    const { id } = await makeZone('example.com');
    const { changes } = planRecords(['app.example.com'], await dns().observe(['app.example.com']), {
      kind: 'ip',
      address: '3.34.1.2',
    });
    const [change] = changes;
    if (change === undefined) throw new Error('nothing to change');
    return { id, change, post: `POST /hostedzone/${id}/rrset` };
  }

  test('waits while the change is pending', async () => {
    const { change, post } = await oneChange();
    const pending = { rewrite: changed('PENDING') };
    proxy.strike({ call: post, times: 1, ...pending }, { call: 'GET /change/', times: 3, ...pending });
    await dns().apply(change, 10_000);
    expect(proxy.calls.filter((call) => call.startsWith('GET /change/'))).toHaveLength(4);
    expect(said.filter((line) => line.startsWith('Waiting'))).toHaveLength(4);
  });

  test('does not wait for ever', async () => {
    const { change, post } = await oneChange();
    const pending = { times: 1000, rewrite: changed('PENDING') };
    proxy.strike({ call: post, ...pending }, { call: 'GET /change/', ...pending });
    await expect(dns().apply(change, 300)).rejects.toMatchObject({ code: 'dns-not-insync' });
  });

  test('tells at once when it may not look at the change', async () => {
    const { change, post } = await oneChange();
    const denied = awsError(403, 'AccessDenied', 'User: arn:aws:iam::1:user/ci is not authorized');
    proxy.strike(
      { call: post, times: 1, rewrite: changed('PENDING') },
      { call: 'GET /change/', times: 99, answer: denied },
    );
    await expect(dns().apply(change, 60_000)).rejects.toMatchObject({
      code: 'aws-denied',
      what: expect.stringContaining('route53:GetChange'),
    });
    expect(proxy.calls.filter((call) => call.startsWith('GET /change/'))).toHaveLength(1);
  });

  test('gets through throttling and a change of somebody else', async () => {
    const { change, post } = await oneChange();
    const throttled = awsError(400, 'Throttling', 'Rate exceeded');
    const busy = awsError(400, 'PriorRequestNotComplete', 'The request was rejected because Route 53 was busy');
    proxy.strike({ call: post, times: 2, answer: throttled }, { call: post, times: 1, answer: busy });
    await dns().apply(change, 5000);
    expect((await dns().observe(['app.example.com'])).names[0]?.current).toHaveLength(1);
  }, 60_000);

  test('says so when the record was changed by somebody else meanwhile', async () => {
    const { change, post } = await oneChange();
    proxy.strike({ call: post, times: 1, answer: awsError(400, 'InvalidChangeBatch', 'values do not match') });
    await expect(dns().apply(change, 5000)).rejects.toMatchObject({
      code: 'aws-failed',
      hint: expect.stringContaining('run the job again'),
    });
  });
});

describe('credentials', () => {
  test('that are not there', async () => {
    delete process.env['AWS_ACCESS_KEY_ID'];
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = '/nonexistent';
    process.env['AWS_CONFIG_FILE'] = '/nonexistent';
    await expect(dns().observe(['example.com'])).rejects.toMatchObject({
      code: 'aws-credentials-missing',
      hint: expect.stringContaining('configure-aws-credentials'),
    });
    expect(proxy.calls).toEqual([]);
  });

  test.each([
    ['ExpiredToken', 403, 'aws-credentials-missing'],
    ['AccessDenied', 403, 'aws-denied'],
  ])('that are refused with %s, without trying again', async (name, status, code) => {
    proxy.strike({ call: 'GET /hostedzone', times: 99, answer: awsError(status, name, 'no') });
    await expect(dns().observe(['example.com'])).rejects.toMatchObject({
      code,
      what: expect.stringContaining('route53:ListHostedZones'),
    });
    expect(proxy.calls).toHaveLength(1);
  });
});
