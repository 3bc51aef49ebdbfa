import { expect, test } from '@jest/globals';
import { parseNetwork } from '../../../../src/inputs/parsers/network.js';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['10.0.0.0/16', '10.0.0.0/16'],
  ['2001:db8::/32', '2001:db8::/32'],
  ['::1', '::1'],
  ['10.0.0.0/08', '10.0.0.0/8'],
])('The network %s is taken as %s', (text, value) => {
  expect(parseNetwork(text)).toEqual({ value });
});

test.each([
  'cloudflare',
  '10.0.0',
  '10.0.0.0/33',
  '10.0.0.0/',
  '10.0.0.0/8/9',
  '2001:db8::/129',
  '0.0.0.0/0',
  '::/0',
  '10.0.0.0/x;',
])('The network %s is refused', (text) => {
  expect(parseNetwork(text)).toHaveProperty('problem');
});
