import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../../src/digest.js';
import { TestHost } from '../support/host-program.js';

jest.setTimeout(30_000);

describe('a run that waited while another one deployed', () => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost('dash')));
  afterEach(() => host[Symbol.dispose]());

  const workflow = 'o/r/.github/workflows/deploy.yml';
  const deployAfter = async (noted: object, commit: string, expected: string) => {
    host.release('r1', {}, { run: JSON.stringify(noted), commit: 'c1' });
    return await host.deploy({
      steps: [{ name: 'up', text: 'true' }],
      job: { expected_release: expected, run: { order: { workflow, number: 10, commit } } },
    });
  };

  test('stops if that is a newer run of its workflow with another commit', async () => {
    const run = await deployAfter({ workflow, number: 11 }, 'c0', 'r0');
    const text = 'run 11 of the workflow made the running release r1';
    expect(run.failure).toMatchObject({ code: 'newer-run-deployed', text });
    expect(run.events.some(({ event }) => event === 'begin')).toBe(false);
  });

  test.each([
    ['an older run', { workflow, number: 9 }, 'c0'],
    ['the same run', { workflow, number: 10 }, 'c0'],
    ['a run of another workflow', { workflow: 'o/r/.github/workflows/other.yml', number: 11 }, 'c0'],
    ['a newer run with the same commit', { workflow, number: 11 }, 'c1'],
    ['a run whose note cannot be read', ['a list'], 'c0'],
  ])('is planned again if that is %s', async (_what, noted, commit) => {
    expect((await deployAfter(noted, commit, 'r0')).failure).toMatchObject({ code: 'stale-plan' });
  });

  test('deploys an older commit on purpose over the release that it was planned for', async () => {
    expect((await deployAfter({ workflow, number: 11 }, 'c0', 'r1')).done).toBe('applied');
  });

  test('is noted in the release that it makes, for those that come after it', async () => {
    const order = { workflow, number: 12, commit: 'c2' };
    host.release('r0');
    const record = [
      { path: 'record/manifest', mode: 0o644, content: '' },
      { path: 'record/commit', mode: 0o644, content: 'c2' },
    ];
    const run = await host.deploy({
      steps: ['files'],
      parts: record,
      job: { release: 'r1', expected_release: 'r0', run: { order } },
      data: { files: { manifest_digest: digestOf('') } },
    });
    expect(run.failure).toBeUndefined();
    expect(JSON.parse(host.read('records/r1/run'))).toEqual({ workflow, number: 12 });
  });
});

test('no other user can hold the lock of a site, one of an older version included', async () => {
  using host = new TestHost('dash');
  host.write('lock', '', 0o644);
  expect((await host.deploy({ steps: [{ name: 'up', text: 'true' }] })).done).toBe('applied');
  expect(statSync(join(host.root, 'lock')).mode & 0o777).toBe(0o600);
});
