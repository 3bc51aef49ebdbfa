import { describe, expect, test } from '@jest/globals';
import { HOST_KEY_TAG } from '../../../src/access/host-key-source.js';
import { rememberHostKey, trustedHostKey } from '../../../src/reach/host-key.js';
import { consoleBlocks, consoleOutput, makeHostKeys } from '../../support/console-output.js';
import { someInstance } from '../../support/instances.js';
import { fakeReach, type FakeReach } from '../../support/reach-ports.js';

const [key] = makeHostKeys(['ed25519']);
const output = consoleOutput(consoleBlocks(key === undefined ? [] : [key]));
const fingerprint = `SHA256:${'A'.repeat(43)}`;
const trusted = async ({ ports, account }: FakeReach) => {
  const [instance = someInstance()] = account.instances;
  return await trustedHostKey(instance, ports);
};

describe('the host key', () => {
  test('of the input is used without a call to AWS', async () => {
    const reach = fakeReach({ hostKey: { kind: 'accept-any' } });
    expect(await trusted(reach)).toEqual({ policy: { kind: 'accept-any' }, source: 'input' });
    expect(reach.account.calls).toEqual([]);
  });

  test('of the tag is used without the console', async () => {
    const reach = fakeReach({ instance: { tags: new Map([[HOST_KEY_TAG, fingerprint]]) } });
    expect(await trusted(reach)).toEqual({
      policy: { kind: 'pinned', pins: [{ kind: 'fingerprint', sha256: fingerprint }] },
      source: 'tag',
    });
    expect(reach.account.calls).toEqual([]);
  });

  test.each(['latest', 'posted'] as const)('is taken from the %s console output', async (which) => {
    const reach = fakeReach();
    reach.account.console[which] = output;
    expect(await trusted(reach)).toMatchObject({ source: 'console', policy: { kind: 'pinned' } });
    expect(reach.said.join()).toContain('taken from the console output');
  });

  test.each(['accept-any', 'nonsense', ''])('is not trusted by a tag that is "%s"', async (tag) => {
    const reach = fakeReach({ instance: { tags: new Map([[HOST_KEY_TAG, tag]]) } });
    expect(await trusted(reach)).toEqual({ policy: { kind: 'unknown' }, source: 'none' });
  });

  test('is unknown without all of these, so that the run stops', async () => {
    const reach = fakeReach();
    reach.account.console.latest = 'Linux version 6.8';
    expect(await trusted(reach)).toEqual({ policy: { kind: 'unknown' }, source: 'none' });
  });

  test('is unknown where the console may not be read, with the statement to add', async () => {
    const reach = fakeReach();
    reach.account.denied.add('ec2:GetConsoleOutput');
    expect(await trusted(reach)).toMatchObject({ source: 'none' });
    expect(reach.warned.join()).toMatch(/GetConsoleOutput on arn[^]*"Action": "ec2:GetConsoleOutput"/);
  });
});

describe('a key that the console verified', () => {
  test('is kept in a tag, which later runs compare', async () => {
    const reach = fakeReach();
    await rememberHostKey(someInstance(), fingerprint, reach.ports);
    expect(await trusted(reach)).toMatchObject({ source: 'tag' });
    expect(reach.said.join()).toContain(`set the input host-key to ${fingerprint}`);
  });

  test('is to be pinned in the workflow where tags may not be written', async () => {
    const reach = fakeReach();
    reach.account.denied.add('ec2:CreateTags');
    await rememberHostKey(someInstance(), fingerprint, reach.ports);
    expect(reach.warned.join()).toMatch(new RegExp(`^Set the input host-key to ${fingerprint}[^]*"ec2:CreateTags"`));
  });

  test('is only shown by a dry run', async () => {
    const reach = fakeReach({ dryRun: true });
    await rememberHostKey(someInstance(), fingerprint, reach.ports);
    expect(reach.account.calls).toEqual([]);
    expect(reach.said.join()).toContain(fingerprint);
  });
});
