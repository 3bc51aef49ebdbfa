import { describe, expect, test } from '@jest/globals';
import type { InboundRule, Instance } from '../../../src/aws/ec2.js';
import type { Stack } from '../../../src/compose/stack.js';
import type { Inputs } from '../../../src/inputs/inputs.js';
import type { Plan } from '../../../src/plan/plan.js';
import { freshFacts, kindsOf, planOf } from '../../support/facts.js';
import { someInstance, someRule } from '../../support/instances.js';
import { someStack } from '../../support/stacks.js';

const address = '172.30.0.10';
const atInstance: Extract<Inputs['dns'], { readonly kind: 'route53' }> = {
  ...{ kind: 'route53', hostedZoneId: undefined, target: undefined },
  ...{ newZone: 'none', setsNameServers: false },
};
const rule = (port: number, changes: Partial<InboundRule> = {}): InboundRule =>
  someRule({ id: `sgr-${port}`, fromPort: port, toPort: port, ...changes });
const fromOffice = { network: '198.51.100.0/24' };
const fromBalancer = { network: undefined, peer: 'sg-lb' };

interface Case {
  readonly rules?: readonly InboundRule[] | undefined;
  readonly instance?: Partial<Instance>;
  readonly inputs?: Partial<Inputs>;
}

const planned = ({ rules, instance = {}, inputs = {} }: Case): Plan =>
  planOf(
    { ...freshFacts(), instance: { instance: someInstance({ publicAddress: address, ...instance }), rules } },
    { dns: atInstance, ...inputs },
  );
const blockersOf = ({ blockers }: Plan) => blockers.filter(({ code }) => code === 'web-port-closed');
const aboutPorts = ({ warnings }: Plan) => warnings.filter((text) => text.includes('security group'));

describe('an instance that visitors reach on both ports', () => {
  test('is a fact, and needs nothing', () => {
    const plan = planned({ rules: [rule(80), rule(443)] });
    expect(plan.unchanged).toContain(
      'Ports 80 and 443 of instance i-0123456789abcdef0 (shop) are open to all addresses',
    );
    expect([blockersOf(plan), aboutPorts(plan), kindsOf(plan).includes('web-ports')]).toEqual([[], [], false]);
  });

  test('is not changed by open-web-ports', () => {
    expect(kindsOf(planned({ rules: [rule(80), rule(443)], inputs: { opensWebPorts: true } }))).not.toContain(
      'web-ports',
    );
  });
});

describe('a port that no rule allows', () => {
  test('ends the run before anything is changed, with group, consequence, command and input: web-port-closed', () => {
    const [blocker, ...others] = blockersOf(planned({ rules: [rule(22)] }));
    expect(others).toEqual([]);
    expect(blocker).toMatchObject({
      what: 'No security group of instance i-0123456789abcdef0 (shop) allows visitors to use port 80 and 443',
      why: expect.stringMatching(/Without port 80 no certificate.*Without port 443 no visitor.*sg-1 \(web\)/),
    });
    expect(blocker?.hint).toMatch(
      /open-web-ports: true[^]*--group-id sg-1 .*FromPort=80,[^]*--group-id sg-1 .*FromPort=443,.*0\.0\.0\.0\/0/,
    );
  });

  test('is named alone if the other one is open', () => {
    const [blocker] = blockersOf(planned({ rules: [rule(80)] }));
    expect(blocker?.what).toMatch(/use port 443$/);
    expect(blocker?.hint).not.toContain('FromPort=80');
  });

  test.each<[string, Partial<Inputs>]>([
    ['that no one manages here', { dns: { kind: 'none' } }],
    ['of a load balancer', { dns: { ...atInstance, target: '192.0.2.80' } }],
  ])('is a warning where the records are those %s', (_, inputs) => {
    const facts = { ...freshFacts(), target: { kind: 'ip', address: '192.0.2.80' } as const };
    const plan = planOf(
      { ...facts, instance: { instance: someInstance({ publicAddress: address }), rules: [] } },
      inputs,
    );
    expect(blockersOf(plan)).toEqual([]);
    expect(aboutPorts(plan)).toEqual([
      expect.stringMatching(/allows port 80 and 443\. Without port 80 .*tunnel.*open-web-ports: true[^]*authorize-sec/),
    ]);
  });

  test('is a warning for port 80 if the proxy of the stack may get its certificates in another way', () => {
    const facts = freshFacts();
    const instance = { instance: someInstance({ publicAddress: address }), rules: [rule(443)] };
    const ownProxy: Stack['ownProxy'] = {
      ...{ kind: 'acme', proxy: 'app', because: '', certbot: undefined, lineages: [], needsCertificate: false },
      ...{ certificateVolume: undefined, certificateVolumeName: undefined, certificateFolder: undefined },
      ...{ certificatePath: undefined, webroot: undefined },
    };
    const stack = someStack([], { kind: 'whole', ownProxy });
    const plan = planOf({ ...facts, instance, repository: { ...facts.repository, stack } }, { dns: atInstance });
    expect(blockersOf(plan)).toEqual([]);
    expect(aboutPorts(plan)).toEqual([expect.stringMatching(/allows port 80\. Without port 80 no certificate/)]);
  });

  test('is not known where the rules could not be read, or without an instance', () => {
    expect(blockersOf(planned({ rules: undefined }))).toEqual([]);
    expect(blockersOf(planOf(freshFacts(), { dns: atInstance }))).toEqual([]);
  });
});

describe('open-web-ports', () => {
  const opens = { opensWebPorts: true };

  test('opens what is closed as the first step, with the reason', () => {
    const { steps, blockers } = planned({ rules: [rule(80)], inputs: opens });
    const group = someInstance().groups[0];
    expect(blockers).toEqual([]);
    expect(steps[0]).toEqual({
      kind: 'web-ports',
      rules: [{ group, port: 443, network: '0.0.0.0/0' }],
      title: 'Open port 443 in security group sg-1 (web)',
      because: 'no rule of the instance allows 0.0.0.0/0 there (open-web-ports: true)',
    });
  });

  test('opens IPv6 too for an instance that has it', () => {
    const { steps } = planned({
      rules: [rule(80), rule(443)],
      instance: { ipv6Addresses: ['2001:db8::7'] },
      inputs: opens,
    });
    expect(steps[0]).toMatchObject({
      rules: [
        { port: 80, network: '::/0' },
        { port: 443, network: '::/0' },
      ],
    });
  });

  test('opens a port that only some networks may use', () => {
    const rules = [rule(80), rule(443, fromOffice)];
    expect(planned({ rules, inputs: opens }).steps[0]).toMatchObject({ rules: [{ port: 443 }] });
  });

  test('opens nothing where a load balancer or prefix list is admitted', () => {
    const plan = planned({ rules: [rule(80, fromBalancer), rule(443, fromBalancer)], inputs: opens });
    expect(kindsOf(plan)).not.toContain('web-ports');
    expect(aboutPorts(plan)).toEqual([expect.stringMatching(/from sg-lb only.*dns-target/)]);
  });
});

describe('a port that only some addresses may use', () => {
  test('is a warning where the records point to the instance, with the ways out', () => {
    const plan = planned({ rules: [rule(80, fromOffice), rule(443, fromOffice)] });
    expect(blockersOf(plan)).toEqual([]);
    expect(aboutPorts(plan)).toEqual([
      expect.stringMatching(
        /allow port 80 and 443 from 198\.51\.100\.0\/24 only\. Visitors .* no response.*HTTP-01.*dns-target.*open-web-ports: true/,
      ),
    ]);
  });

  test('is as it should be behind a load balancer to which the records point', () => {
    const facts = { ...freshFacts(), target: { kind: 'ip', address: '192.0.2.80' } as const };
    const rules = [rule(80, fromBalancer), rule(443, fromBalancer)];
    const plan = planOf({ ...facts, instance: { instance: someInstance(), rules } }, { dns: atInstance });
    expect([blockersOf(plan), aboutPorts(plan)]).toEqual([[], []]);
    expect(plan.unchanged).toContain(
      'The security groups of instance i-0123456789abcdef0 (shop) allow port 80 and 443 from sg-lb only',
    );
  });

  test('is named with the first of many networks', () => {
    const many = [1, 2, 3, 4, 5, 6].map((n) => rule(443, { network: `192.0.${n}.0/24` }));
    expect(aboutPorts(planned({ rules: [rule(80), ...many] })).join()).toContain(
      'from 192.0.1.0/24, 192.0.2.0/24, 192.0.3.0/24, 3 more only',
    );
  });
});

test('a port that is open over IPv4 alone is a warning for an instance with an IPv6 address', () => {
  const plan = planned({ rules: [rule(80), rule(443)], instance: { ipv6Addresses: ['2001:db8::7'] } });
  expect(blockersOf(plan)).toEqual([]);
  expect(aboutPorts(plan)).toEqual([
    expect.stringMatching(/allows port 80 and 443 over IPv6\. Visitors with IPv6 .*AAAA[^]*CidrIpv6=::\/0/),
  ]);
});
