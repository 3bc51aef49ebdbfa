import { describe, expect, test } from '@jest/globals';
import { openingCommand, openingRule, webPortsOf } from '../../../src/access/web-ports.js';
import type { InboundRule } from '../../../src/aws/ec2.js';
import { someInstance, someRule } from '../../support/instances.js';

const v6 = { ipv6Addresses: ['2001:db8::7'] };
const rule = (port: number, changes: Partial<InboundRule> = {}): InboundRule =>
  someRule({ fromPort: port, toPort: port, ...changes });
const openTo = (rules: readonly InboundRule[], changes = {}): readonly string[] =>
  webPortsOf({ instance: someInstance(changes), rules }).map(
    ({ port, family, openTo }) => `${port} v${family} ${openTo}`,
  );

describe('the ports of the site', () => {
  test('are open to all with a rule for each from everywhere', () => {
    expect(openTo([rule(80), rule(443)])).toEqual(['80 v4 all', '443 v4 all']);
  });

  test.each([
    ['all protocols', rule(-1, { protocol: '-1' })],
    ['a range of ports', someRule({ fromPort: 0, toPort: 65535 })],
    ['TCP by its number', someRule({ protocol: '6', fromPort: 80, toPort: 443 })],
  ])('are open to all with one rule for %s', (_, one) => {
    expect(openTo([one])).toEqual(['80 v4 all', '443 v4 all']);
  });

  test('are open to no one without a rule, or with one for another port or protocol', () => {
    expect(openTo([rule(22), someRule({ protocol: 'udp', fromPort: 443, toPort: 443 })])).toEqual([
      '80 v4 none',
      '443 v4 none',
    ]);
  });

  test('are open to some with rules for networks, security groups and prefix lists, which are named', () => {
    const rules = [
      rule(80, { network: '198.51.100.0/24' }),
      rule(443, { network: undefined, peer: 'sg-lb' }),
      rule(443, { network: undefined, peer: 'pl-1' }),
    ];
    expect(webPortsOf({ instance: someInstance(), rules })).toEqual([
      { port: 80, family: 4, openTo: 'some', sources: ['198.51.100.0/24'], isChosen: false },
      { port: 443, family: 4, openTo: 'some', sources: ['sg-lb', 'pl-1'], isChosen: true },
    ]);
  });

  test('are read in both families for an instance with an IPv6 address', () => {
    expect(openTo([rule(80), rule(443), rule(443, { network: '::/0' })], v6)).toEqual([
      '80 v4 all',
      '80 v6 none',
      '443 v4 all',
      '443 v6 all',
    ]);
  });

  test('are read for IPv6 alone if the instance has no public IPv4 address, and for IPv4 if it has neither', () => {
    expect(openTo([], { ...v6, publicAddress: undefined })).toEqual(['80 v6 none', '443 v6 none']);
    expect(openTo([], { publicAddress: undefined })).toEqual(['80 v4 none', '443 v4 none']);
  });
});

describe('the rule that opens a port', () => {
  const [, https] = webPortsOf({ instance: someInstance(), rules: [] });
  if (https === undefined) throw new Error('no port');
  const [web, door] = ['web', 'ec2-https-deploy-shop'].map((name) => ({ id: `sg-${name}`, name, arn: '' }));

  test('goes to the first group that is not the one for runners', () => {
    if (web === undefined || door === undefined) throw new Error('no groups');
    expect(openingRule(https, { groups: [door, web] })).toEqual({ group: web, port: 443, network: '0.0.0.0/0' });
    expect(openingRule(https, { groups: [door] })).toMatchObject({ group: door });
    expect(openingRule(https, { groups: [] })).toBeUndefined();
  });

  test('is shown as a command of the AWS CLI', () => {
    if (web === undefined) throw new Error('no group');
    expect(openingCommand({ group: web, port: 443, network: '0.0.0.0/0' })).toBe(
      "aws ec2 authorize-security-group-ingress --group-id sg-web --ip-permissions 'IpProtocol=tcp,FromPort=443,ToPort=443,IpRanges=[{CidrIp=0.0.0.0/0}]'",
    );
    expect(openingCommand({ group: web, port: 80, network: '::/0' })).toContain('Ipv6Ranges=[{CidrIpv6=::/0}]');
  });
});
