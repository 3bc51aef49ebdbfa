import { describe, expect, jest, test } from '@jest/globals';
import { ListResourceRecordSetsCommand, type ResourceRecordSet } from '@aws-sdk/client-route-53';
import { loweringOf } from '../../src/dns/low-ttl.js';
import { RecordMoves } from '../../src/dns/moves.js';
import { planRecords, type RecordTarget } from '../../src/dns/records.js';
import { awsError } from '../support/fault-proxy.js';
import { useRoute53 } from '../support/route53.js';

// Real servers on a machine that may be busy.
jest.setTimeout(30_000);

const api = useRoute53();

const here: RecordTarget = { kind: 'ip', address: '3.34.1.2' };
const named: RecordTarget = { kind: 'name', name: 'ec2.example.net', addresses: ['3.34.1.2', '2001:db8::1'] };
const unlimited = (capMs: number): number => capMs;

const recordSet = (
  Name: string,
  Type: 'A' | 'AAAA' | 'CNAME',
  TTL: number,
  ...values: string[]
): ResourceRecordSet => ({
  ...{ Name: `${Name}.`, Type, TTL },
  ResourceRecords: values.map((Value) => ({ Value })),
});

async function heldIn(zoneId: string): Promise<readonly ResourceRecordSet[]> {
  const listed = await api.admin().send(new ListResourceRecordSetsCommand({ HostedZoneId: zoneId }));
  return (listed.ResourceRecordSets ?? []).filter(({ Type }) => Type !== 'NS' && Type !== 'SOA');
}

/** Moves the names to the target, with nothing undone yet. */
async function move(names: readonly string[], target: RecordTarget): Promise<RecordMoves> {
  const { moves } = planRecords(names, await api.dns().observe(names), target);
  expect(moves).not.toEqual([]);
  const made = new RecordMoves(api.dns());
  await made.make(moves, unlimited);
  return made;
}

describe('a move that is taken back', () => {
  test.each<[string, RecordTarget, ResourceRecordSet[]]>([
    ['an A with its TTL and all of its values', here, [recordSet('app.example.com', 'A', 17, '9.9.9.9', '1.1.1.1')]],
    ['a CNAME as it was written', here, [recordSet('app.example.com', 'CNAME', 61, 'Old.Example.net.')]],
    [
      'an A and an AAAA that a CNAME took the place of',
      named,
      [recordSet('app.example.com', 'A', 60, '1.1.1.1'), recordSet('app.example.com', 'AAAA', 3600, '2001:db8::1')],
    ],
    [
      'an A with its health check',
      here,
      [{ ...recordSet('app.example.com', 'A', 60, '1.1.1.1'), HealthCheckId: '3f2e1d0c-aaaa-bbbb-cccc-1234567890ab' }],
    ],
  ])('restores %s', async (_, target, former) => {
    const { id } = await api.makeZone('example.com');
    for (const set of former) await api.put(id, set);
    const before = await heldIn(id);
    const moves = await move(['app.example.com'], target);
    expect(await heldIn(id)).not.toEqual(before);
    const { done, problem } = await moves.takeBack(20_000);
    expect(await heldIn(id)).toEqual(before);
    expect(problem).toBeUndefined();
    for (const { ResourceRecords = [], TTL, Type } of former) {
      for (const { Value } of ResourceRecords) expect(done).toContain(`app.example.com. ${TTL} IN ${Type} ${Value}`);
    }
    expect(done).not.toContain('\n');
  });

  test('is silent where nothing was changed', async () => {
    expect(await new RecordMoves(api.dns()).takeBack(1000)).toEqual({ done: undefined, problem: undefined });
  });

  test('restores the zones that were changed when a later one refuses the change', async () => {
    const [first, second] = [await api.makeZone('example.com'), await api.makeZone('example.org')];
    await api.put(first.id, recordSet('app.example.com', 'A', 60, '1.1.1.1'));
    await api.put(second.id, recordSet('example.org', 'A', 60, '1.1.1.1'));
    const before = await heldIn(first.id);
    const names = ['app.example.com', 'example.org'];
    const { moves } = planRecords(names, await api.dns().observe(names), here);
    const denied = awsError(403, 'AccessDenied', 'User: arn:aws:iam::1:user/ci is not authorized');
    api.proxy().strike({ call: `POST /hostedzone/${second.id}/rrset`, times: 1, answer: denied });
    const made = new RecordMoves(api.dns());
    await expect(made.make(moves, unlimited)).rejects.toMatchObject({ code: 'aws-denied' });
    expect(await heldIn(first.id)).not.toEqual(before);
    expect(await made.takeBack(20_000)).toEqual({
      done: 'Rolled back in Route 53: app.example.com. 60 IN A 1.1.1.1',
      problem: undefined,
    });
    expect(await heldIn(first.id)).toEqual(before);
  });

  test('that is refused tells the former values exactly, and does not throw', async () => {
    const { id } = await api.makeZone('example.com');
    await api.put(id, recordSet('app.example.com', 'A', 17, '1.1.1.1'));
    const made = await move(['app.example.com'], here);
    const denied = awsError(403, 'AccessDenied', 'User: arn:aws:iam::1:user/ci is not authorized');
    api.proxy().strike({ call: `POST /hostedzone/${id}/rrset`, times: 99, answer: denied });
    const { done, problem } = await made.takeBack(20_000);
    expect(done).toBeUndefined();
    expect(problem).toContain(`in the zone example.com (${id}) were not rolled back`);
    expect(problem).toContain('Before this run: app.example.com. 17 IN A 1.1.1.1.');
    expect(problem).toContain('This run created: app.example.com. 17 IN A 3.34.1.2.');
  });

  test('leaves a record that somebody else changed in the meantime, and says so', async () => {
    const { id } = await api.makeZone('example.com');
    await api.put(id, recordSet('app.example.com', 'A', 17, '1.1.1.1'));
    const made = await move(['app.example.com'], here);
    await api.put(id, recordSet('app.example.com', 'A', 17, '8.8.8.8'));
    const { problem } = await made.takeBack(20_000);
    expect(problem).toContain('it was changed meanwhile, to app.example.com. 17 IN A 8.8.8.8');
    expect(await heldIn(id)).toMatchObject([{ ResourceRecords: [{ Value: '8.8.8.8' }] }]);
  });

  test('takes away the record of a name that a wildcard answered before', async () => {
    const { id } = await api.makeZone('example.com');
    const { names } = await api.dns().observe(['app.example.com']);
    const inherited = [{ name: 'app.example.com', type: 'A', ttlSeconds: 0, values: ['1.1.1.1'] }] as const;
    const { moves } = planRecords(
      ['app.example.com'],
      { names: names.map((facts) => ({ ...facts, inherited })) },
      here,
    );
    const made = new RecordMoves(api.dns());
    await made.make(moves, unlimited);
    expect(await heldIn(id)).toHaveLength(1);
    expect((await made.takeBack(20_000)).done).toContain('app.example.com without a record of its own');
    expect(await heldIn(id)).toEqual([]);
  });

  test('ends within its own time when Route 53 does not answer', async () => {
    const { id } = await api.makeZone('example.com');
    await api.put(id, recordSet('app.example.com', 'A', 17, '1.1.1.1'));
    const dns = api.dns();
    let isSilent = false;
    const silent = new RecordMoves({
      observe: (names) => (isSilent ? new Promise(() => undefined) : dns.observe(names)),
      apply: (change, timeoutMs) => dns.apply(change, timeoutMs),
    });
    const { moves } = planRecords(['app.example.com'], await dns.observe(['app.example.com']), here);
    await silent.make(moves, unlimited);
    isSilent = true;
    const { problem } = await silent.takeBack(100);
    expect(problem).toContain('app.example.com. 17 IN A 1.1.1.1');
  });
});

describe('a record with a long TTL', () => {
  const long = recordSet('app.example.com', 'A', 3600, '1.1.1.1');

  async function lowered(former: readonly ResourceRecordSet[], target: RecordTarget = here) {
    const { id } = await api.makeZone('example.com');
    for (const set of former) await api.put(id, set);
    const before = await heldIn(id);
    const { moves: changes } = planRecords(['app.example.com'], await api.dns().observe(['app.example.com']), target);
    const moves = new RecordMoves(api.dns());
    await moves.lower(
      changes.flatMap((change) => loweringOf(change) ?? []),
      unlimited,
    );
    return { id, before, changes, moves };
  }

  test('has a short one while it is moved, and its own again when the move stays', async () => {
    const { id, changes, moves } = await lowered([long]);
    expect(await heldIn(id)).toMatchObject([{ TTL: 60, ResourceRecords: [{ Value: '1.1.1.1' }] }]);
    await moves.make(changes, unlimited);
    expect(await heldIn(id)).toMatchObject([{ TTL: 60, ResourceRecords: [{ Value: '3.34.1.2' }] }]);
    expect(await moves.keep()).toBeUndefined();
    expect(await heldIn(id)).toMatchObject([{ TTL: 3600, ResourceRecords: [{ Value: '3.34.1.2' }] }]);
  });

  test.each<[string, RecordTarget]>([
    ['replaced by another address', here],
    ['replaced by a CNAME', named],
  ])('is as it was, with its TTL, when a move is rolled back in which it was %s', async (_, target) => {
    const { id, before, changes, moves } = await lowered([long], target);
    await moves.make(changes, unlimited);
    expect(await heldIn(id)).not.toEqual(before);
    expect((await moves.takeBack(20_000)).done).toContain('app.example.com. 3600 IN A 1.1.1.1');
    expect(await heldIn(id)).toEqual(before);
  });

  test('has its own again when the run ends before it is moved', async () => {
    const { id, before, moves } = await lowered([long]);
    expect(await moves.takeBack(20_000)).toMatchObject({ problem: undefined });
    expect(await heldIn(id)).toEqual(before);
  });

  test('has its own again when Route 53 refuses to move it', async () => {
    const { id, before, changes, moves } = await lowered([long]);
    const denied = awsError(403, 'AccessDenied', 'User: arn:aws:iam::1:user/ci is not authorized');
    api.proxy().strike({ call: `POST /hostedzone/${id}/rrset`, times: 1, answer: denied });
    await expect(moves.make(changes, unlimited)).rejects.toMatchObject({ code: 'aws-denied' });
    const done = 'Rolled back in Route 53: app.example.com. 3600 IN A 1.1.1.1';
    expect(await moves.takeBack(20_000)).toEqual({ done, problem: undefined });
    expect(await heldIn(id)).toEqual(before);
  });

  test('that someone changes after its TTL was lowered is not moved', async () => {
    const { id, changes, moves } = await lowered([long]);
    await api.put(id, recordSet('app.example.com', 'A', 60, '8.8.8.8'));
    await expect(moves.make(changes, unlimited)).rejects.toMatchObject({ code: 'stale-plan' });
    expect((await moves.takeBack(20_000)).problem).toContain('Before this run: app.example.com. 3600 IN A 1.1.1.1');
  });

  test('is waited for no longer than resolvers have had it with the short one', async () => {
    const { changes, moves } = await lowered([recordSet('app.example.com', 'A', 61, '1.1.1.1')]);
    await moves.make(changes, unlimited);
    expect(moves.settleMs).toBeLessThanOrEqual(61_000);
    expect(moves.settleMs).toBeGreaterThanOrEqual(60_000);
  });

  test('keeps the short one, with a warning, when Route 53 refuses to change it once more', async () => {
    const { id, changes, moves } = await lowered([long]);
    await moves.make(changes, unlimited);
    const denied = awsError(403, 'AccessDenied', 'User: arn:aws:iam::1:user/ci is not authorized');
    api.proxy().strike({ call: `POST /hostedzone/${id}/rrset`, times: 99, answer: denied });
    expect(await moves.keep()).toMatch(
      /^The TTL of app\.example\.com stays at 60 s: AWS denied route53:ChangeResourceRecordSets/,
    );
  });
});

test('a record that somebody changed since it was looked at is not moved', async () => {
  const { id } = await api.makeZone('example.com');
  await api.put(id, recordSet('app.example.com', 'A', 17, '1.1.1.1'));
  const { moves } = planRecords(['app.example.com'], await api.dns().observe(['app.example.com']), here);
  await api.put(id, recordSet('app.example.com', 'A', 17, '8.8.8.8'));
  const made = new RecordMoves(api.dns());
  await expect(made.make(moves, unlimited)).rejects.toMatchObject({
    code: 'stale-plan',
    why: expect.stringContaining('Now: app.example.com. 17 IN A 8.8.8.8'),
  });
  expect(await made.takeBack(1000)).toEqual({ done: undefined, problem: undefined });
});
