import { describe, expect, test } from '@jest/globals';
import { chooseEndpoint, chooseWay, portClosed } from '../../../src/access/way.js';
import { someEndpoint, someInstance, someRule } from '../../support/instances.js';

const input = { access: undefined, host: undefined, opensPort: false, port: 22 };
const instance = someInstance();
const rules = [someRule()];
const privateOne = someInstance({ publicAddress: undefined });

describe('the way in', () => {
  test('is direct to a public address whose port may be open, with an endpoint for later', () => {
    expect(chooseWay(input, { instance, rules })).toMatchObject({ kind: 'direct', mayTunnelLater: true });
    expect(chooseWay(input, { instance, rules: undefined })).toMatchObject({ kind: 'direct', mayTunnelLater: true });
  });

  test('is an endpoint, if there is one, to an instance without a public address', () => {
    expect(chooseWay(input, { instance: privateOne, rules })).toMatchObject({
      kind: 'tunnel-if-any',
      because: 'the instance has no public address',
    });
  });

  test('is direct to a public IPv6 address', () => {
    const v6 = someInstance({ publicAddress: undefined, ipv6Addresses: ['2001:db8::7'] });
    expect(chooseWay(input, { instance: v6, rules })).toMatchObject({ kind: 'direct' });
  });

  test('is direct to a private host that is given, as from a runner in the same network', () => {
    const way = chooseWay({ ...input, host: '10.0.0.7' }, { instance: privateOne, rules });
    expect(way).toMatchObject({ kind: 'direct' });
  });

  test.each([
    ['no rule', []],
    ['a rule for another port', [someRule({ fromPort: 443, toPort: 443 })]],
    ['a rule for another protocol', [someRule({ protocol: 'udp' })]],
  ])('is an endpoint, if there is one, with %s for the port', (_, none) => {
    expect(chooseWay(input, { instance, rules: none })).toMatchObject({ kind: 'tunnel-if-any' });
  });

  test.each([
    ['all protocols', someRule({ protocol: '-1', fromPort: -1, toPort: -1 })],
    ['a range of ports', someRule({ fromPort: 1, toPort: 100 })],
    ['another security group', someRule({ network: undefined })],
  ])('is direct with a rule for %s', (_, rule) => {
    expect(chooseWay(input, { instance, rules: [rule] })).toMatchObject({ kind: 'direct' });
  });

  test('is direct with open-port, although the port is closed now', () => {
    expect(chooseWay({ ...input, opensPort: true }, { instance, rules: [] })).toMatchObject({ kind: 'direct' });
  });

  test.each([
    ['key', 'direct'],
    ['instance-connect', 'direct'],
    ['instance-connect-endpoint', 'tunnel'],
  ] as const)('is, with access: %s, %s and nothing else', (access, kind) => {
    for (const facts of [
      { instance, rules: [] },
      { instance: privateOne, rules },
    ])
      expect(chooseWay({ ...input, access }, facts)).toEqual({
        kind,
        because: `access: ${access}`,
        mayTunnelLater: false,
      });
  });
});

describe('a port that no security group allows', () => {
  test('is reported at once, with both ways in: ssh-port-closed', () => {
    expect(portClosed(input, { instance, rules: [] })).toMatchObject({
      code: 'ssh-port-closed',
      what: 'No security group of instance i-0123456789abcdef0 (shop) allows port 22',
      why: expect.stringContaining('sg-1 (web)'),
      hint: expect.stringMatching(/open-port: true[^]*create-instance-connect-endpoint --subnet-id subnet-1/),
    });
  });

  test('is no failure where the rules are unknown, where one may admit the runner, or where one is added', () => {
    expect(portClosed(input, { instance, rules: undefined })).toBeUndefined();
    expect(portClosed(input, { instance, rules: [someRule({ network: '198.51.100.0/24' })] })).toBeUndefined();
    expect(portClosed({ ...input, opensPort: true }, { instance, rules: [] })).toBeUndefined();
  });
});

test('the endpoint in the subnet of the instance is taken first, then any of its VPC', () => {
  const near = someEndpoint({ id: 'eice-2', subnetId: 'subnet-1' });
  expect(chooseEndpoint([someEndpoint(), near], instance)).toBe(near);
  expect(chooseEndpoint([someEndpoint()], instance)?.id).toBe('eice-1');
  expect(chooseEndpoint([], instance)).toBeUndefined();
});
