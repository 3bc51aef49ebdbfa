import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { echo, openEdge, type Edge } from '../support/edge.js';

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
    await sleep(1_500);
    expect((await edge.overHttps()).status).toBe(200);
  });

  test('no request is lost while one container takes over from another', async () => {
    await edge.start();
    const old = await echo({ address: '127.0.0.2', port: edge.app.port }, 'old');
    edge.appName.addresses = ['127.0.0.2'];
    await sleep(1_500);
    const seen = new Set<number>();
    const says = new Set<string>();
    const askFor = async (milliseconds: number): Promise<void> => {
      for (const end = Date.now() + milliseconds; Date.now() < end;) {
        for (const method of ['GET', 'POST']) {
          const answer = await edge.overHttps({ method, ...(method === 'POST' ? { body: 'x=1' } : {}) });
          seen.add(answer.status);
          if (answer.status === 200) says.add((JSON.parse(answer.body) as { says: string }).says);
        }
      }
    };
    await askFor(200);
    expect([...says]).toEqual(['old']);
    edge.appName.addresses = ['127.0.0.2', '127.0.0.1'];
    await askFor(1_500);
    await old.close();
    await askFor(500);
    edge.appName.addresses = ['127.0.0.1'];
    await askFor(1_500);
    expect([...seen]).toEqual([200]);
    expect([...says].sort()).toEqual(['app', 'old']);
  }, 20_000);
});
