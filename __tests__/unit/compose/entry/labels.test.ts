import { describe, expect, test } from '@jest/globals';
import { chooseEntry } from '../../../../src/compose/entry/choose.js';
import { candidates } from '../../../support/candidates.js';

type Services = Parameters<typeof candidates>[0];
const app = { isRouted: true, routedPorts: [8080] };
const chosenOf = (services: Services) => {
  const choice = chooseEntry(candidates(services));
  return choice.kind === 'chosen' ? choice.service.name : choice.candidates.map(({ name }) => name);
};

describe('a service with labels for a reverse proxy', () => {
  test('is the entry beside another one that publishes a port for itself', () => {
    expect(chosenOf({ app, gateway: { ports: ['8082:8081'] } })).toBe('app');
  });

  test('is one of those to choose from where several have labels', () => {
    expect(chosenOf({ app, admin: app, gateway: { ports: ['8082:8081'] } })).toEqual(['app', 'admin']);
  });

  test.each<[string, Services[string]]>([
    ['has labels too', { isRouted: true, ports: ['8082:8081'] }],
    ['passes requests to it', { passesTo: ['app'], ports: ['80:80'] }],
    ['asks it by its name', { calls: ['app'], ports: ['80:80'] }],
    ['is a web server', { image: 'nginx', ports: ['80:80'] }],
  ])('is not preferred to one that publishes a port and %s', (_why, front) => {
    expect(chosenOf({ app, front })).toBe('front');
  });
});
