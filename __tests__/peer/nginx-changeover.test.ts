import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { echo, openEdge, type Edge } from '../support/edge.js';

/** `valid=1s` is counted in whole seconds of nginx's clock, so an address can be held for nearly two. */
const HELD_MS = 2_500;

let edge: Edge;
beforeEach(async () => {
  edge = await openEdge();
});
afterEach(() => edge.close());

describe('the app comes and goes', () => {
  test('the edge starts without an app and finds it without a reload', async () => {
    edge.appName.addresses = [];
    await edge.start();
    expect((await edge.overHttps()).status).toBe(502);
    edge.appName.addresses = ['127.0.0.1'];
    await sleep(HELD_MS);
    expect((await edge.overHttps()).status).toBe(200);
  });

  test('no request is lost while one container takes over from another', async () => {
    await edge.start();
    const old = await echo({ address: '127.0.0.2', port: edge.app.port }, 'old');
    edge.appName.addresses = ['127.0.0.2'];
    await sleep(HELD_MS);
    const seen = new Set<string>();
    const says = new Set<string>();
    const askFor = async (milliseconds: number): Promise<void> => {
      for (const end = Date.now() + milliseconds; Date.now() < end;) {
        for (const method of ['GET', 'POST']) {
          const answer = await edge.overHttps({ method, ...(method === 'POST' ? { body: 'x=1' } : {}) });
          seen.add(answer.status === 200 ? 'answered' : `${answer.status}: ${edge.errors().join('\n')}`);
          if (answer.status === 200) says.add((JSON.parse(answer.body) as { says: string }).says);
        }
      }
    };
    await askFor(200);
    expect([...says]).toEqual(['old']);
    edge.appName.addresses = ['127.0.0.2', '127.0.0.1'];
    await askFor(HELD_MS);
    await old.close();
    await askFor(500);
    edge.appName.addresses = ['127.0.0.1'];
    await askFor(HELD_MS);
    expect([...seen]).toEqual(['answered']);
    expect([...says].sort()).toEqual(['app', 'old']);
  }, 20_000);

  test('a deployment can take the old container out before it stops it', async () => {
    await edge.start();
    const old = await echo({ address: '127.0.0.2', port: edge.app.port }, 'old');
    edge.appName.addresses = ['127.0.0.2'];
    await sleep(HELD_MS);
    expect((await edge.overHttps()).body).toContain('"says":"old"');
    edge.put('conf.d', 'app.target', `set $edge_app 127.0.0.1:${edge.app.port};\n`);
    await edge.reload();
    for (let asked = 0; asked < 20; asked += 1) {
      expect((await edge.overHttps({ method: 'POST', body: 'x=1' })).body).toContain('"says":"app"');
    }
    await old.close();
  });
});
