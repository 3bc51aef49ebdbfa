import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { TestHost } from '../support/host-program.js';
import { Rollout } from '../support/rollout.js';
import { serveHttp, type RunningServer } from '../support/tls-server.js';

jest.setTimeout(40_000);

describe('where the new containers answer', () => {
  let rollout: Rollout;
  let host: TestHost;
  beforeEach(async () => {
    rollout = await Rollout.begin('dash');
    host = rollout.host;
  });
  afterEach(async () => await rollout[Symbol.asyncDispose]());

  const up: Rollout['up'] = async (becomes, options) => await rollout.up(becomes, options);
  const app = (): readonly string[] => rollout.app();
  const live = (): string => rollout.live();
  const leadTo = (target: string): void => rollout.leadTo(target);
  const scales = (): readonly string[] => rollout.scales();

  describe('with another port of the app', () => {
    const note = (release: string, line: string): void => host.write(`records/${release}/app`, `${line}\n`);
    let old: RunningServer;
    beforeEach(async () => {
      old = await serveHttp((_, response) => response.end('old'));
      host.write('app', 'old1|running|r1|1|app\n');
      note('r1', `app|${old.port}|http|yes|1`);
      note('R2', `app|${rollout.port}||yes|1`);
      leadTo(`http/release-r1:${old.port}/r1`);
    });
    afterEach(async () => await old[Symbol.asyncDispose]());

    test('it is asked when the new ones are ready, and not before', async () => {
      expect((await up('running healthy 0')).done).toBe('applied');
      expect(live()).toBe(`http/release-r2:${rollout.port}/R2`);
      expect(host.read('asked-at-stop')).toBe(`http/release-r2:${rollout.port}/R2\n`);
    });

    test('it is never asked when the new ones do not become healthy', async () => {
      const run = await up('running unhealthy 0');
      expect(run.failure).toMatchObject({ code: 'containers-unhealthy' });
      expect(live()).toBe(`http/release-r1:${old.port}/r1`);
      expect(app()).toEqual(['old1|running|r1|1|app']);
    });

    test('the way back after the new ones served leads to the port of the release before', async () => {
      await up('running healthy 0');
      host.write('app', 'new1|running|R2|1|app\nold1|running|r1|1|app\n');
      const back = { release: 'r1', expected_release: 'R2' };
      expect((await up('running healthy 0', { steps: ['rollback'], job: back })).done).toBe('applied');
      expect(live()).toBe(`http/release-r1:${old.port}/r1`);
      expect(app()).toEqual(['old1|running|r1|1|app']);
    });

    test('another service starts before the one that serves is touched, which compose then ends', async () => {
      note('r1', `web|${old.port}|http|yes|1`);
      host.write('app', 'old1|running|r1|1|web\n');
      expect((await up('running healthy 0')).done).toBe('applied');
      expect(live()).toBe(`http/release-r2:${rollout.port}/R2`);
      expect(host.calls('docker').filter((call) => /^(stop|rm) /.test(call))).toEqual([]);
      expect(scales()).toEqual([]);
    });
  });

  describe('without a health check', () => {
    const unready = { job: { run: { health_seconds: 2 } } };
    beforeEach(() => {
      host.write('app', 'old1|running|r1|1\n');
      leadTo('http/release-r1:9000/r1');
    });

    test('a container that answers with an error of the server does not take over', async () => {
      await rollout.answerWith(503);
      const run = await up('running none 0', unready);
      expect(run.failure?.text).toContain('it answers / with HTTP 503');
      expect(app()).toEqual(['old1|running|r1|1']);
    });

    test('a container that answers in no protocol is named with its port', async () => {
      const { port } = rollout;
      await rollout.silence();
      const run = await up('running none 0', { job: { app: { ports: [port] }, ...unready.job } });
      expect(run.failure?.text).toContain(`it does not answer on port ${port}, neither in HTTP nor in uwsgi`);
      expect(app()).toEqual(['old1|running|r1|1']);
    });

    test('a container that speaks another protocol than app-protocol is refused at once', async () => {
      const run = await up('running none 0', { job: { app: { protocol: 'uwsgi' } } });
      expect(run.failure?.text).toContain(`it speaks http on port ${rollout.port}, and app-protocol is uwsgi`);
    });
  });
});
