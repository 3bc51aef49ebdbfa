import { describe, expect, test } from '@jest/globals';
import { apply } from '../../../src/apply/apply.js';
import { sessionWith } from '../../support/session.js';
import type { Dns, NameFacts, RecordSet } from '../../../src/dns/dns.js';
import { RecordMoves } from '../../../src/dns/moves.js';
import type { Connection } from '../../../src/ssh/connection.js';
import type { Plan } from '../../../src/plan/plan.js';
import { factsAfter, freshFacts, kindsOf, now, planOf } from '../../support/facts.js';

const elsewhere = (name: string, ttlSeconds = 60): RecordSet => ({
  name,
  type: 'A',
  ttlSeconds,
  values: ['172.30.0.99'],
});
const named = (name: string, current: readonly RecordSet[] = []): NameFacts => {
  const zone = { id: 'Z1', name: 'example.com', nameServers: ['ns-1.awsdns-1.com'] };
  return { name, zone, current, special: [], otherTypes: [], delegatedTo: zone.nameServers };
};

/** A site whose name leads to another server, and whose alias is new. */
const movingNames = [named('app.example.com', [elsewhere('app.example.com')]), named('www.example.com')];
const aliases = ['www.example.com'];
const firstDeploy = (): Plan => planOf({ ...freshFacts(), dns: { names: movingNames } }, { aliases });

/** What is done to the world, in order: `host: step`, and records as they are written. */
async function deedsOf(
  plan: Plan,
  ill?: string,
): Promise<{ readonly deeds: readonly string[]; readonly moves: RecordMoves }> {
  const deeds: string[] = [];
  const records = new Map(plan.planning.facts.dns?.names.map((facts) => [facts.name, facts.current]));
  const dns: Dns = {
    observe: (names) => Promise.resolve({ names: names.map((name) => named(name, records.get(name))) }),
    apply: ({ remove, upsert }) => {
      for (const { name } of remove) records.set(name, []);
      for (const set of upsert) records.set(set.name, [set]);
      deeds.push(...upsert.map(({ name, values }) => `${name} = ${values.join()}`));
      return Promise.resolve();
    },
    createZone: () => Promise.reject(new Error('not expected')),
    delegate: () => Promise.reject(new Error('not expected')),
  };
  const kinds = plan.steps.map(({ kind }) => kind);
  const cut = kinds.indexOf('move-records') + 1;
  const isHost = (kind: string) => !['records', 'lower-ttl', 'move-records', 'preflight'].includes(kind);
  const execs = [kinds.slice(0, cut), kinds.slice(cut)]
    .map((part) => part.filter(isHost))
    .filter((part) => part.length > 0);
  const connection: Connection = {
    fingerprint: 'SHA256:x',
    warnings: [],
    prepare: () => undefined,
    traffic: { execs: 1, bytesSent: 2, bytesReceived: 3 },
    run({ onLine = () => undefined }) {
      const steps = execs.shift() ?? [];
      const tell = (event: object) => onLine(JSON.stringify({ text: '', ...event }));
      for (const step of steps) {
        deeds.push(`host: ${step}`);
        tell({ event: 'begin', step });
        tell({ event: 'end', step, rc: step === ill ? 1 : 0, milliseconds: 5 });
        if (step === ill) break;
      }
      const isIll = ill !== undefined && steps.some((step) => step === ill);
      tell({ event: 'done', step: '', text: isIll ? 'failed' : 'applied' });
      const ended = { code: isIll ? 1 : 0, signal: undefined, stdout: '', stderr: '', ended: 'exited' } as const;
      return Promise.resolve({ ...ended, why: undefined, durationMs: 1 });
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const moves = new RecordMoves(dns);
  const session = sessionWith({ plan, connection, dns, moves });
  await apply(plan, session).catch(() => deeds.push('failed'));
  return { deeds, moves };
}

describe('a name that leads elsewhere', () => {
  test('is planned to move after the host serves and before what needs it, also on a fresh host', () => {
    const plan = firstDeploy();
    expect(kindsOf(plan)).toEqual([
      ...['records', 'bootstrap', 'files', 'env', 'confirm', 'build', 'proxy', 'up', 'probe'],
      ...['move-records', 'preflight', 'certify', 'serve-https', 'renewal'],
    ]);
    const because = (kind: string) => plan.steps.find((step) => step.kind === kind)?.because;
    expect(because('records')).toMatch(/^www\.example\.com has no address yet/);
    expect(because('move-records')).toMatch(
      /^app\.example\.com resolves to 172\.30\.0\.99: changed only when this host serves/,
    );
  });

  test('is moved last where a certificate is there already', async () => {
    const done = factsAfter(planOf(freshFacts()), now);
    const plan = planOf({ ...done, dns: { names: [named('app.example.com', [elsewhere('app.example.com')])] } });
    expect(kindsOf(plan)).toEqual(['move-records']);
    expect((await deedsOf(plan)).deeds).toEqual(['app.example.com = 172.30.0.10']);
  });

  test('is left where it is when the host does not come to serve, while a new name is made at once', async () => {
    for (const ill of ['bootstrap', 'build', 'up', 'probe']) {
      const { deeds, moves } = await deedsOf(firstDeploy(), ill);
      expect(deeds).toContain('www.example.com = 172.30.0.10');
      expect(deeds).not.toContain('app.example.com = 172.30.0.10');
      expect(deeds.slice(-2)).toEqual([`host: ${ill}`, 'failed']);
      expect(await moves.takeBack(1000)).toEqual({ done: undefined, problem: undefined });
    }
  });

  test('is moved when the host serves, and moved back when what follows fails; a new name stays', async () => {
    const facts = factsAfter(planOf(freshFacts()), now);
    const host = { ...facts.host, renewalDigest: undefined };
    const plan = planOf({ ...facts, host, dns: { names: movingNames.slice(0, 1) } });
    expect(kindsOf(plan)).toEqual(['move-records', 'renewal']);
    const { deeds, moves } = await deedsOf(plan, 'renewal');
    expect(deeds).toEqual(['app.example.com = 172.30.0.10', 'host: renewal', 'failed']);
    const { done } = await moves.takeBack(1000);
    expect(done).toBe('Rolled back in Route 53: app.example.com. 60 IN A 172.30.0.99');
    expect(deeds.at(-1)).toBe('app.example.com = 172.30.0.99');
  });

  test('of a long TTL has it lowered while the host works, and again when the run ends before the move', async () => {
    const names = [named('app.example.com', [elsewhere('app.example.com', 3600)])];
    const plan = planOf({ ...freshFacts(), dns: { names } });
    expect(kindsOf(plan).slice(0, 2)).toEqual(['lower-ttl', 'bootstrap']);
    expect(plan.phases[0]?.parts.map(({ where }) => where)).toEqual(['runner', 'host']);
    const { deeds, moves } = await deedsOf(plan, 'build');
    expect(deeds).toContain('app.example.com = 172.30.0.99');
    expect((await moves.takeBack(1000)).done).toBe('Rolled back in Route 53: app.example.com. 3600 IN A 172.30.0.99');
  });
});
