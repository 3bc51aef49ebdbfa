import { describe, expect, test } from '@jest/globals';
import { changeoverText, notRolledBecause } from '../../../src/compose/update-order.js';
import { singleBecause } from '../../../src/compose/single-writer.js';
import type { Service, Stack } from '../../../src/compose/stack.js';
import { someService as service, someStack } from '../../support/stacks.js';

describe('a service that must never run twice', () => {
  test.each([
    [{ container_name: 'db' }, 'has a container_name'],
    [{ ports: ['127.0.0.1:8000:8000'] }, 'publishes a port of the host'],
    [{ network_mode: 'host' }, 'has network_mode host'],
    [{ network_mode: 'service:vpn' }, 'has network_mode service:vpn'],
    [{ networks: { default: { ipv4_address: '10.0.0.2' } } }, 'has an address of its own in a network'],
    [{ image: 'postgres:17-alpine' }, 'keeps data that two would break'],
    [{ image: 'docker.io/library/redis@sha256:00' }, 'keeps data that two would break'],
    [{ image: 'pgvector/pgvector:pg17' }, 'keeps data that two would break'],
    [{ command: 'celery -A config beat -l info' }, 'is a scheduler'],
    [{ command: ['celery', '-A', 'config', 'worker', '-B'] }, 'is a scheduler'],
    [{ entrypoint: ['supercronic', '/crontab'] }, 'is a scheduler'],
    [{ deploy: { update_config: { order: 'stop-first' } } }, 'asks for stop-first in deploy.update_config'],
  ])('%j %s', (body, why) => {
    expect(singleBecause(body)).toBe(why);
  });

  test.each([
    {},
    { ports: ['8000'] },
    { image: 'redis-commander:1', build: '.' },
    { image: 'example/my-postgres-admin' },
    { command: 'celery -A config worker --beatify' },
    { command: 'gunicorn heartbeat.wsgi' },
    { networks: ['default'] },
    { deploy: { replicas: 2, update_config: { order: 'start-first' } } },
  ])('is not told from %j', (body) => {
    expect(singleBecause(body)).toBeUndefined();
  });
});

describe('what becomes of the services', () => {
  const stack = (kind: Stack['kind'], services: readonly Service[]): Stack => someStack(services, { kind });

  test('is told of each, with the reason of those that are never doubled', () => {
    const store = service('store', { singleBecause: 'keeps data that two would break' });
    const services = [service('app'), store, service('worker'), service('tool', { hasProfile: true })];
    expect(changeoverText(stack('app', services), undefined)).toBe(
      'app starts first; the old container finishes in-flight requests, then stops; kept unless the release changes them: ' +
        'store (never run twice: keeps data that two would break), worker',
    );
  });

  test('of an app behind a web server of the stack is told to have a gap', () => {
    const nginx = { ...stack('app', [service('nginx'), service('web'), service('worker')]), commandService: 'web' };
    const entry = { ...nginx.entry, service: 'nginx' };
    expect(changeoverText({ ...nginx, entry }, undefined)).toMatch(
      /^nginx starts first; .*: web \(behind nginx: stop-first, a short gap\), worker$/,
    );
  });

  test('an app that is tied to one container is replaced, and the plan says that this shows', () => {
    const app = stack('app', [service('app')]);
    const tied = { ...app, config: { ...app.config, services: { app: { container_name: 'shop' } } } };
    expect(notRolledBecause(tied, true)).toBe('has a container_name');
    expect(notRolledBecause(tied, false)).toBeUndefined();
    expect(changeoverText(tied, 'has a container_name')).toContain(
      'is replaced (stop-first, a short gap), since it has a container_name',
    );
  });

  test('an app behind its own proxy is replaced, since only our edge finds the new one', () => {
    expect(notRolledBecause(stack('whole', [service('app')]), false)).toContain('proxy');
    expect(notRolledBecause(stack('dockerfile', []), false)).toBeUndefined();
  });
});
