import { describe, expect, test } from '@jest/globals';
import { likeliestFirst } from '../../../../src/compose/entry/likeliest.js';
import { candidates } from '../../../support/candidates.js';
import { failure } from '../reading.js';

const ordered = (...names: readonly string[]): readonly string[] =>
  likeliestFirst(candidates(Object.fromEntries(names.map((name) => [name, {}])))).map(({ name }) => name);

describe('what is suggested first', () => {
  test.each([
    [
      ['api', 'web'],
      ['web', 'api'],
    ],
    [
      ['nginx', 'server', 'django', 'frontend', 'app', 'web'],
      ['web', 'app', 'frontend', 'django', 'server', 'nginx'],
    ],
    [
      ['backend', 'shop-frontend'],
      ['shop-frontend', 'backend'],
    ],
    [
      ['auth_service', 'catalog', 'gateway'],
      ['gateway', 'catalog', 'auth_service'],
    ],
    [
      ['orders', 'api-gateway', 'auth-service'],
      ['api-gateway', 'orders', 'auth-service'],
    ],
    [
      ['one', 'two'],
      ['one', 'two'],
    ],
  ])('of %j is %j', (names, expected) => {
    expect(ordered(...names)).toEqual(expected);
  });
});

describe('the hint of an unclear entry', () => {
  const text = `services:
  api: {image: me/api, ports: ["8000:80"]}
  worker: {image: me/worker, command: celery -A shop worker}
  frontend: {image: me/page, ports: ["8080:3000"]}
`;

  test('has the lines of each service that may be it, with the port that was found for it', () => {
    const error = failure({ 'compose.yaml': text });
    expect(error.why).toBe('2 services publish a port: frontend (3000), api (80)');
    expect(error.hint).toContain(
      'one of these:\n  app-service: frontend\n  app-port: 3000\nor\n  app-service: api\n  app-port: 80\n',
    );
  });

  test('names no port where none was found', () => {
    const two =
      'services:\n  one: {image: me/one}\n  two: {image: me/two, expose: ["8000"], depends_on: [one]}\n  three: {image: me/three, expose: ["3000"]}\n';
    expect(failure({ 'compose.yaml': two }).hint).toContain(
      '  app-service: one\nor\n  app-service: two\n  app-port: 8000\nor\n',
    );
  });

  test('has at most four of them', () => {
    const services = Array.from({ length: 6 }, (_, at) => `  s${at}: {image: me/s, ports: ["${8000 + at}:80"]}\n`);
    const { hint } = failure({ 'compose.yaml': `services:\n${services.join('')}` });
    expect(hint.match(/app-service: /g)).toHaveLength(4);
  });
});
