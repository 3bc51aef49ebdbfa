import { describe, expect, test } from '@jest/globals';
import { closeLeftOpen } from '../../../src/reach/close-left-open.js';
import { OpenPort } from '../../../src/reach/open-port.js';
import { someInstance, someRule } from '../../support/instances.js';
import { fakeReach, type FakeReach } from '../../support/reach-ports.js';

const opened = ({ ports }: FakeReach, address = '203.0.113.7'): OpenPort =>
  new OpenPort(someInstance(), address, ports);
const theirs = someRule({ network: '198.51.100.4/32', description: 'office' });

describe('the port', () => {
  test('is open for the address of the runner, by a rule with run and expiry, until it is closed', async () => {
    const reach = fakeReach();
    {
      await using port = opened(reach);
      await port.admit();
      expect(reach.account.rules).toMatchObject([
        {
          ...{ groupId: 'sg-1', fromPort: 22, toPort: 22, protocol: 'tcp', network: '198.51.100.4/32' },
          description: 'ec2-https-deploy octo/shop run 1.1 until 2026-11-22T10:55:00Z',
        },
      ]);
    }
    expect(reach.account.rules).toEqual([]);
    expect(reach.state.get('open-port')).toBe('');
  });

  test('is not closed where a rule of someone else lets the runner in', async () => {
    const reach = fakeReach();
    reach.account.rules = [theirs];
    {
      await using port = opened(reach);
      await port.admit();
    }
    expect(reach.account.rules).toEqual([theirs]);
    expect(reach.said.join()).toContain('open for 198.51.100.4/32 already');
  });

  test('is closed where this run has opened it without knowing, since the answer to the call was lost', async () => {
    const reach = fakeReach();
    const ec2 = await reach.ports.ec2();
    const addRule: typeof ec2.addRule = async (rule) => {
      await ec2.addRule(rule);
      return await ec2.addRule(rule);
    };
    {
      await using port = opened({
        ...reach,
        ports: { ...reach.ports, ec2: () => Promise.resolve({ ...ec2, addRule }) },
      });
      await port.admit();
      expect(reach.account.rules).toHaveLength(1);
    }
    expect(reach.account.rules).toEqual([]);
  });

  test('is opened again at the next attempt, if another run has closed it for the same address', async () => {
    const reach = fakeReach();
    await using port = opened(reach);
    await port.admit();
    reach.account.rules = [];
    await port.admit();
    expect(reach.account.rules).toHaveLength(1);
  });

  test('is opened for each address that a runner behind several shows, up to three, and closed for all', async () => {
    let at = 0;
    const reach = fakeReach({}, { runnerAddress: () => Promise.resolve(`198.51.100.${(at += 1)}`) });
    {
      await using port = opened(reach);
      for (let attempt = 0; attempt < 5; attempt += 1) await port.admit();
      expect(reach.account.rules.map(({ network }) => network)).toEqual([
        '198.51.100.1/32',
        '198.51.100.2/32',
        '198.51.100.3/32',
      ]);
    }
    expect(reach.account.rules).toEqual([]);
  });

  test('is opened in the family in which the host is called', async () => {
    const reach = fakeReach(
      {},
      { runnerAddress: (family) => Promise.resolve(family === 6 ? '2001:db8::4' : '1.2.3.4') },
    );
    await using port = opened(reach, '2001:db8::7');
    await port.admit();
    expect(reach.account.rules).toMatchObject([{ network: '2001:db8::4/128' }]);
  });

  test('cannot be opened for a runner whose address is unknown: runner-address-unknown', async () => {
    const reach = fakeReach({}, { runnerAddress: () => Promise.reject(new Error('no route')) });
    await using port = opened(reach, '2001:db8::7');
    await expect(port.admit()).rejects.toMatchObject({
      code: 'runner-address-unknown',
      what: 'The IPv6 address of this runner is unknown: no route',
      hint: expect.stringContaining('hosted by GitHub have no IPv6'),
    });
    expect(reach.account.calls).toEqual([]);
  });

  test('that may not be opened names group and statement', async () => {
    const reach = fakeReach();
    reach.account.denied.add('ec2:AuthorizeSecurityGroupIngress');
    await using port = opened(reach);
    await expect(port.admit()).rejects.toMatchObject({
      code: 'aws-denied',
      hint: expect.stringContaining('security-group/sg-1'),
    });
  });

  test('that cannot be closed is a warning with the rule, and stays known to the post step', async () => {
    const reach = fakeReach();
    {
      await using port = opened(reach);
      await port.admit();
      reach.account.denied.add('ec2:RevokeSecurityGroupIngress');
    }
    expect(reach.warned.join()).toMatch(/sg-1 still has the rule sgr-100[^]*RevokeSecurityGroupIngress/);
    expect(reach.state.get('open-port')).not.toBe('');
  });
});

describe('the post step', () => {
  test('removes what a killed run has left, even where the rule is not known by its id', async () => {
    const reach = fakeReach();
    const port = opened(reach);
    await port.admit();
    reach.account.rules.push(
      theirs,
      someRule({ id: 'sgr-3', description: 'ec2-https-deploy octo/shop run 2.1 until 2030-01-01T00:00:00Z' }),
    );
    const said: string[] = [];
    await closeLeftOpen(reach.state.get('open-port') ?? '', reach.ports.ec2, {
      say: (line) => said.push(line),
      warn: (text) => said.push(text),
    });
    expect(reach.account.rules.map(({ id }) => id)).toEqual(['sgr-1', 'sgr-3']);
    expect(said).toEqual(['Removed the rule sgr-100 for 198.51.100.4/32 from sg-1']);
  });

  test('calls AWS only if the run has kept something', async () => {
    const never = () => Promise.reject(new Error('called'));
    const said: string[] = [];
    await closeLeftOpen('', never, { say: (line) => said.push(line), warn: (text) => said.push(text) });
    expect(said).toEqual([]);
  });

  test('warns, and does not fail, if the rules cannot be read', async () => {
    const reach = fakeReach();
    await opened(reach).admit();
    reach.account.denied.add('ec2:DescribeSecurityGroupRules');
    const warned: string[] = [];
    await closeLeftOpen(reach.state.get('open-port') ?? '', reach.ports.ec2, {
      say: () => undefined,
      warn: (text) => warned.push(text),
    });
    expect(warned.join()).toMatch(/may be left.*next run.*DescribeSecurityGroupRules/);
  });
});
