import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { RELEASE_HEADER } from '../../src/proxy/release-header.js';
import { serveHttp } from '../support/app-server.js';
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

  test('a turned link changes the release from one request to the next, without a reload', async () => {
    await edge.start();
    const old = await echo({ address: '127.0.0.2', port: edge.app.port }, 'old');
    edge.appName.aliases.set('release-1', ['127.0.0.2']).set('release-2', ['127.0.0.1']);
    for (const [release, says] of [
      ['1', 'old'],
      ['2', 'app'],
      ['1', 'old'],
    ] as const) {
      edge.turn(release, `release-${release}:${edge.app.port}`);
      const answer = await edge.overHttps({ method: 'POST', body: 'x=1' });
      expect([answer.headers[RELEASE_HEADER], JSON.parse(answer.body)]).toEqual([
        [release],
        expect.objectContaining({ says }),
      ]);
    }
    await old.close();
  });

  test('an upload that began under the old release arrives at the new one, when the old one is gone before its end', async () => {
    await edge.start();
    edge.appName.aliases.set('release-1', ['127.0.0.2']).set('release-2', ['127.0.0.1']);
    edge.turn('1', `release-1:${edge.app.port}`);
    const answer = edge.overHttps({
      method: 'POST',
      body: Readable.from(
        (async function* () {
          yield 'x='.padEnd(10_000, 'y');
          await sleep(300);
          edge.turn('2', `release-2:${edge.app.port}`);
          edge.appName.aliases.delete('release-1');
          yield 'z';
        })(),
      ),
    });
    expect((await answer).headers[RELEASE_HEADER]).toEqual(['2']);
    expect(JSON.parse((await answer).body)).toMatchObject({ says: 'app', body: 10_001 });
  });

  test('a request that an app may have seen is never sent a second time', async () => {
    await edge.start();
    let asked = 0;
    const failing = await serveHttp(
      (request) => {
        asked += 1;
        request.socket.destroy();
      },
      { address: '127.0.0.2', port: edge.app.port },
    );
    edge.appName.aliases.set('release-1', ['127.0.0.2']);
    edge.turn('1', `release-1:${edge.app.port}`);
    expect((await edge.overHttps({ method: 'POST', body: 'x=1' })).status).toBe(502);
    expect(asked).toBe(1);
    await failing.close();
  });
});
