import { describe, expect, jest, test } from '@jest/globals';
import { useRoute53 } from '../support/route53.js';

// Real servers on a machine that may be busy.
jest.setTimeout(30_000);

const api = useRoute53();

describe('observe', () => {
  test('takes the longest public suffix, with the records of exactly the name', async () => {
    await api.makeZone('example.com');
    await api.makeZone('app.example.com', { isPrivate: true });
    const zone = await api.makeZone('b.example.com');
    await api.put(zone.id, { Name: 'x.b.example.com', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '1.2.3.4' }] });
    await api.put(zone.id, { Name: 'y.x.b.example.com', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '9.9.9.9' }] });
    await api.put(zone.id, { Name: 'x.b.example.com', Type: 'TXT', TTL: 60, ResourceRecords: [{ Value: '"t"' }] });
    const { names } = await api.dns().observe(['X.b.example.com', 'y.app.example.com']);
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
    await api.makeZone('example.com');
    await api.dns().observe(['example.com', 'www.example.com']);
    expect(api.proxy().calls).toHaveLength(4);
    expect(api.proxy().lastHeaders()['user-agent']).toContain('ec2-https-deploy');
  });

  test('reads every page of the zones', async () => {
    for (let index = 0; index < 130; index += 1) await api.makeZone(`z${index}.net`);
    expect((await api.dns().observe(['app.z7.net', 'app.z129.net'])).names.map(({ zone }) => zone.name)).toEqual([
      'z7.net',
      'z129.net',
    ]);
    expect(api.proxy().calls.filter((call) => /^GET \/hostedzone(\?|$)/.test(call)).length).toBe(2);
  }, 120_000);

  test('tells an alias and a weighted record as special', async () => {
    const { id } = await api.makeZone('example.com');
    const AliasTarget = { HostedZoneId: 'Z2', DNSName: 'lb.amazonaws.com', EvaluateTargetHealth: false };
    await api.put(id, { Name: 'a.example.com', Type: 'A', AliasTarget });
    const ResourceRecords = [{ Value: '1.2.3.4' }];
    await api.put(id, { Name: 'w.example.com', Type: 'A', TTL: 60, SetIdentifier: 'one', Weight: 1, ResourceRecords });
    const { names } = await api.dns().observe(['a.example.com', 'w.example.com']);
    expect(names.map(({ special }) => special.map(({ why }) => why))).toEqual([['alias'], ['weighted']]);
  });

  test('of two zones of one name takes the one that is delegated to, and else asks', async () => {
    const first = await api.makeZone('example.com');
    // moto hands out the same name servers to every zone: the second gets others on its way here.
    const second = await api.makeZone('example.com');
    const rename = {
      call: `GET /hostedzone/${second.id}`,
      times: 9,
      rewrite: (b: string) => b.replaceAll('awsdns', 'bwsdns'),
    };
    api.proxy().strike(rename);
    api.delegations.set('example.com', first.nameServers);
    expect((await api.dns().observe(['example.com'])).names[0]?.zone.id).toBe(first.id);
    api.delegations.set('example.com', ['ns.other.net']);
    await expect(api.dns().observe(['example.com'])).rejects.toMatchObject({
      code: 'hosted-zone-ambiguous',
      what: expect.stringMatching(new RegExp(`${first.id}.*${second.id}|${second.id}.*${first.id}`)),
    });
  });

  test('honours a given zone and checks it', async () => {
    const outer = await api.makeZone('example.com');
    const inner = await api.makeZone('app.example.com');
    const hidden = await api.makeZone('example.com', { isPrivate: true });
    expect((await api.dns(`/hostedzone/${outer.id}`).observe(['x.app.example.com'])).names[0]?.zone.id).toBe(outer.id);
    const notFound = { code: 'hosted-zone-not-found' };
    await expect(api.dns(inner.id).observe(['www.example.com'])).rejects.toMatchObject(notFound);
    await expect(api.dns(hidden.id).observe(['www.example.com'])).rejects.toMatchObject(notFound);
    await expect(api.dns('ZNOTHERE').observe(['www.example.com'])).rejects.toMatchObject(notFound);
    await expect(api.dns().observe(['www.example.org'])).rejects.toMatchObject(notFound);
  });
});
