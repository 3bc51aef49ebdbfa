import { describe, expect, jest, test } from '@jest/globals';
import { ListResourceRecordSetsCommand, type ResourceRecordSet } from '@aws-sdk/client-route-53';
import { planRecords, type RecordTarget } from '../../src/dns/records.js';
import { awsError } from '../support/fault-proxy.js';
import { useRoute53 } from '../support/route53.js';

// Real servers on a machine that may be busy.
jest.setTimeout(30_000);

const api = useRoute53();

const app = 'app.example.com';
const here = { kind: 'ip', address: '3.34.1.2' } as const;
const there = { kind: 'name', name: 'ec2.example.net', addresses: ['3.34.1.2'] } as const;

const checked = (Type: 'A' | 'CNAME', TTL: number, ...values: readonly string[]): ResourceRecordSet => ({
  ...{ Name: `${app}.`, Type, TTL, HealthCheckId: '3f2e1d0c-aaaa-bbbb-cccc-1234567890ab' },
  ResourceRecords: values.map((Value) => ({ Value })),
});

/** What Route 53 has for a name. */
async function setsOf(name: string, zoneId: string): Promise<readonly ResourceRecordSet[]> {
  const list = new ListResourceRecordSetsCommand({ HostedZoneId: zoneId });
  return ((await api.admin().send(list)).ResourceRecordSets ?? []).filter(({ Name }) => Name === `${name}.`);
}

const changed = (status: 'PENDING' | 'INSYNC') => (body: string) =>
  body.replace(/<Status>\w+<\/Status>/, `<Status>${status}</Status>`);

describe('apply', () => {
  test.each(['CNAME to A', 'A to CNAME'])('changes %s in one batch', async (direction) => {
    const { id } = await api.makeZone('example.com');
    const isToA = direction === 'CNAME to A';
    const old = isToA
      ? { Type: 'CNAME' as const, Value: 'Old.example.net.' }
      : { Type: 'A' as const, Value: '1.1.1.1' };
    await api.put(id, { Name: 'app.example.com', Type: old.Type, TTL: 17, ResourceRecords: [{ Value: old.Value }] });
    const target = isToA
      ? ({ kind: 'ip', address: '3.34.1.2' } as const)
      : ({ kind: 'name', name: 'ec2.example.net', addresses: ['3.34.1.2'] } as const);
    const plan = planRecords(['app.example.com'], await api.dns().observe(['app.example.com']), target);
    api.proxy().strike();
    for (const change of plan.moves) await api.dns().apply(change, 5000);
    expect(api.proxy().calls.filter((call) => call.startsWith('POST'))).toHaveLength(1);
    const after = await api.dns().observe(['app.example.com']);
    const wanted = isToA ? { type: 'A', values: ['3.34.1.2'] } : { type: 'CNAME', values: ['ec2.example.net'] };
    expect(after.names[0]?.current).toEqual([expect.objectContaining(wanted)]);
    expect(planRecords(['app.example.com'], after, target)).toMatchObject({ additions: [], moves: [] });
  });

  test.each<[string, ResourceRecordSet, RecordTarget]>([
    ['another address', checked('A', 17, '1.1.1.1', '9.9.9.9'), here],
    ['another name', checked('CNAME', 17, 'old.example.net.'), there],
    ['an address in place of a name', checked('CNAME', 300, 'old.example.net.'), here],
    ['a name in place of an address', checked('A', 300, '1.1.1.1'), there],
  ])('keeps the TTL and the health check of a record that gets %s', async (_, before, target) => {
    const { id } = await api.makeZone('example.com');
    await api.put(id, before);
    const { moves } = planRecords([app], await api.dns().observe([app]), target);
    for (const change of moves) await api.dns().apply(change, 5000);
    const value = target.kind === 'ip' ? { Type: 'A', Value: target.address } : { Type: 'CNAME', Value: target.name };
    expect(await setsOf(app, id)).toEqual([{ ...before, Type: value.Type, ResourceRecords: [{ Value: value.Value }] }]);
  });

  async function oneChange() {
    const { id } = await api.makeZone('example.com');
    const { additions } = planRecords(['app.example.com'], await api.dns().observe(['app.example.com']), {
      kind: 'ip',
      address: '3.34.1.2',
    });
    const [change] = additions;
    if (change === undefined) throw new Error('nothing to change');
    return { id, change, post: `POST /hostedzone/${id}/rrset` };
  }

  test('waits while the change is pending', async () => {
    const { change, post } = await oneChange();
    const pending = { rewrite: changed('PENDING') };
    api.proxy().strike({ call: post, times: 1, ...pending }, { call: 'GET /change/', times: 3, ...pending });
    await api.dns().apply(change, 10_000);
    expect(api.proxy().calls.filter((call) => call.startsWith('GET /change/'))).toHaveLength(4);
    expect(api.said.filter((line) => line.startsWith('Waiting'))).toHaveLength(4);
  });

  test('does not wait for ever', async () => {
    const { change, post } = await oneChange();
    const pending = { times: 1000, rewrite: changed('PENDING') };
    api.proxy().strike({ call: post, ...pending }, { call: 'GET /change/', ...pending });
    await expect(api.dns().apply(change, 300)).rejects.toMatchObject({ code: 'dns-propagation-timeout' });
  });

  test('tells at once when it may not look at the change', async () => {
    const { change, post } = await oneChange();
    const denied = awsError(403, 'AccessDenied', 'User: arn:aws:iam::1:user/ci is not authorized');
    api
      .proxy()
      .strike(
        { call: post, times: 1, rewrite: changed('PENDING') },
        { call: 'GET /change/', times: 99, answer: denied },
      );
    await expect(api.dns().apply(change, 60_000)).rejects.toMatchObject({
      code: 'aws-denied',
      what: expect.stringContaining('route53:GetChange'),
    });
    expect(api.proxy().calls.filter((call) => call.startsWith('GET /change/'))).toHaveLength(1);
  });

  test('gets through throttling and a change of somebody else', async () => {
    const { change, post } = await oneChange();
    const throttled = awsError(400, 'Throttling', 'Rate exceeded');
    const busy = awsError(400, 'PriorRequestNotComplete', 'The request was rejected because Route 53 was busy');
    api.proxy().strike({ call: post, times: 2, answer: throttled }, { call: post, times: 1, answer: busy });
    await api.dns().apply(change, 5000);
    expect((await api.dns().observe(['app.example.com'])).names[0]?.current).toHaveLength(1);
  }, 60_000);

  test('says so when the record was changed by somebody else meanwhile', async () => {
    const { change, post } = await oneChange();
    api.proxy().strike({ call: post, times: 1, answer: awsError(400, 'InvalidChangeBatch', 'values do not match') });
    await expect(api.dns().apply(change, 5000)).rejects.toMatchObject({
      code: 'aws-error',
      hint: expect.stringContaining('run the job again'),
    });
  });
});

test('throttling that lasts ends each call within its minute, with what to do', async () => {
  const answer = awsError(400, 'Throttling', 'Rate exceeded');
  const zones = { refused: await api.makeZone('example.com'), accepted: await api.makeZone('example.org') };
  const observed = await api.dns().observe(['app.example.com', 'app.example.org']);
  const { additions } = planRecords(['app.example.com', 'app.example.org'], observed, here);
  const [refused, accepted] = additions;
  if (refused === undefined || accepted === undefined) throw new Error('nothing to change');
  api
    .proxy()
    .strike(
      { call: `POST /hostedzone/${zones.refused.id}/rrset`, times: 99, answer },
      { call: `POST /hostedzone/${zones.accepted.id}/rrset`, times: 1, rewrite: changed('PENDING') },
      { call: 'GET /', times: 99, answer },
    );
  const start = Date.now();
  const failed = async (called: Promise<unknown>) => {
    const error: unknown = await called.catch((thrown: unknown) => thrown);
    expect(Date.now() - start).toBeLessThan(62_000);
    return error;
  };
  const errors = await Promise.all([
    failed(api.dns().observe(['app.example.net'])),
    failed(api.dns().apply(refused, 5000)),
    failed(api.dns().apply(accepted, 300_000)),
  ]);
  const actions = ['ListHostedZones', 'ChangeResourceRecordSets', 'GetChange'];
  expect(errors).toMatchObject(
    actions.map((action) => ({
      ...{ code: 'aws-error', what: `route53:${action} failed`, why: 'Throttling: Rate exceeded' },
      hint: expect.stringMatching(/^The limit of requests .* was reached at each attempt\. Run the job again when /),
    })),
  );
  for (const call of ['GET /hostedzone', `POST /hostedzone/${zones.refused.id}`, 'GET /change/'])
    expect([call, api.proxy().calls.filter((one) => one.startsWith(call)).length]).toEqual([call, 8]);
}, 90_000);

describe('credentials', () => {
  test('that are not there', async () => {
    delete process.env['AWS_ACCESS_KEY_ID'];
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = '/nonexistent';
    process.env['AWS_CONFIG_FILE'] = '/nonexistent';
    await expect(api.dns().observe(['example.com'])).rejects.toMatchObject({
      code: 'aws-credentials-missing',
      hint: expect.stringContaining('configure-aws-credentials'),
    });
    expect(api.proxy().calls).toEqual([]);
  });

  test.each([
    ['ExpiredToken', 403, 'aws-credentials-missing'],
    ['AccessDenied', 403, 'aws-denied'],
  ])('that are refused with %s, without trying again', async (name, status, code) => {
    api.proxy().strike({ call: 'GET /hostedzone', times: 99, answer: awsError(status, name, 'no') });
    await expect(api.dns().observe(['example.com'])).rejects.toMatchObject({
      code,
      what: expect.stringContaining('route53:ListHostedZones'),
    });
    expect(api.proxy().calls).toHaveLength(1);
  });
});

describe('records with a routing policy', () => {
  const one = (id: string, Value: string, policy: Partial<ResourceRecordSet>): ResourceRecordSet => ({
    ...{ Name: app, Type: 'A', TTL: 60, SetIdentifier: id, ResourceRecords: [{ Value }] },
    ...policy,
  });

  test.each<[string, readonly ResourceRecordSet[], boolean]>([
    ['weighted, only here', [one('blue', '3.34.1.2', { Weight: 9 }), one('green', '5.6.7.8', { Weight: 0 })], true],
    ['weighted, shared', [one('blue', '3.34.1.2', { Weight: 9 }), one('green', '5.6.7.8', { Weight: 1 })], false],
    [
      'of many values',
      [one('a', '3.34.1.2', { MultiValueAnswer: true }), one('b', '5.6.7.8', { MultiValueAnswer: true })],
      false,
    ],
    [
      'by latency, all here',
      [one('eu', '3.34.1.2', { Region: 'eu-west-1' }), one('us', '3.34.1.2', { Region: 'us-east-1' })],
      true,
    ],
    [
      'for failover',
      [one('host', '3.34.1.2', { Failover: 'PRIMARY' }), one('page', '5.6.7.8', { Failover: 'SECONDARY' })],
      true,
    ],
  ])('%s, are never changed, and other names of the zone are', async (_, sets, isFine) => {
    const { id } = await api.makeZone('example.com');
    for (const set of sets) await api.put(id, set);
    const before = await setsOf(app, id);
    expect(before).toHaveLength(sets.length);

    const names = [app, 'www.example.com'];
    const { additions, moves, refusals } = planRecords(names, await api.dns().observe(names), here);
    expect(refusals.map(({ code }) => code)).toEqual(isFine ? [] : ['record-conflict']);
    for (const change of [...additions, ...moves]) await api.dns().apply(change, 5000);
    expect(await setsOf(app, id)).toEqual(before);
    expect((await api.dns().observe(['www.example.com'])).names[0]?.current).toHaveLength(1);
  });
});
