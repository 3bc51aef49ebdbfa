import { describe, expect, test } from '@jest/globals';
import { servicesApart } from '../../../src/compose/apart.js';
import { read } from './reading.js';

const app =
  'app: {image: x, depends_on: {migrate: {condition: service_completed_successfully}, db: {condition: service_healthy}}}';

function apart(...services: readonly string[]): readonly string[] | undefined {
  const all = ['db: {image: x}', 'migrate: {image: x, depends_on: [db]}', ...services];
  return servicesApart(read({ 'compose.yml': `services:\n  ${all.join('\n  ')}\n` }, { appService: 'app' }));
}

describe('services that compose brings up without the app and its one-shots', () => {
  test('are all that need none of them', () => {
    expect(apart(app, 'worker: {image: x, depends_on: [db]}')).toEqual(['db', 'worker']);
    expect(apart(app)).toEqual(['db']);
    expect(apart('app: {image: x}', 'worker: {image: x}')).toEqual(['db', 'migrate', 'worker']);
  });

  test('do not exist where another service needs one of them, at any depth', () => {
    expect(apart(app, 'worker: {image: x, depends_on: [migrate]}')).toBeUndefined();
    expect(apart(app, 'web: {image: x, depends_on: [front]}', 'front: {image: x, depends_on: [app]}')).toBeUndefined();
  });

  test('do not exist where another service shares a namespace or a volume with the app', () => {
    expect(apart(app, 'vpn: {image: x, network_mode: "service:app"}')).toBeUndefined();
    expect(apart(app, 'backup: {image: x, volumes_from: [app]}')).toBeUndefined();
    expect(apart(app, 'old: {image: x, links: [app]}')).toBeUndefined();
  });

  test('do not exist where the app is restarted with one of them', () => {
    const restarted = 'app: {image: x, depends_on: {db: {condition: service_started, restart: true}}}';
    expect(apart(restarted)).toBeUndefined();
  });
});
