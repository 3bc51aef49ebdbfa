import { expect, test } from '@jest/globals';
import { oneShots } from '../../../src/compose/one-shots.js';
import { read } from './reading.js';

test('what has to have done its work before the app starts is found at any depth, and nothing else', () => {
  const text = `services:
  app: {image: x, depends_on: {migrate: {condition: service_completed_successfully}, cache: {condition: service_started}}}
  migrate: {image: x, depends_on: {db: {condition: service_healthy}}}
  cache: {image: x, depends_on: {warm: {condition: service_completed_successfully}}}
  db: {image: x}
  warm: {image: x}
  report: {image: x, depends_on: {seed: {condition: service_completed_successfully}}}
  seed: {image: x}
`;
  const stack = read({ 'compose.yml': text }, { appService: 'app' });
  expect(oneShots(stack, 'app')).toEqual(['migrate', 'warm']);
  expect(oneShots(stack, 'seed')).toEqual([]);
});
