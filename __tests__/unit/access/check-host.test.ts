import { expect, test } from '@jest/globals';
import { contradiction } from '../../../src/access/check-host.js';
import { someInstance } from '../../support/instances.js';

const instance = someInstance({ ipv6Addresses: ['2001:db8::7'] });

test.each([
  ['203.0.113.7', ['203.0.113.7']],
  ['10.0.0.7', ['10.0.0.7']],
  ['2001:db8::7', ['2001:db8::7']],
  ['app.example.com', ['198.51.100.1', '203.0.113.7']],
  ['ec2-203-0-113-7.eu-west-1.compute.amazonaws.com', []],
])('%s is the instance', (host, resolved) => {
  expect(contradiction(host, resolved, instance)).toBeUndefined();
});

test.each([
  ['203.0.113.8', ['203.0.113.8'], 'is not among its addresses'],
  ['app.example.com', ['198.51.100.1'], 'app.example.com is 198.51.100.1'],
  ['app.example.com', [], 'app.example.com does not resolve'],
])('%s with the addresses %j is another machine', (host, resolved, why) => {
  expect(contradiction(host, resolved, instance)).toMatchObject({
    code: 'instance-address-mismatch',
    what: `The host ${host} is not the instance i-0123456789abcdef0 (shop)`,
    why: expect.stringMatching(new RegExp(`${why}.*203\\.0\\.113\\.7, 2001:db8::7, 10\\.0\\.0\\.7`)),
  });
});
