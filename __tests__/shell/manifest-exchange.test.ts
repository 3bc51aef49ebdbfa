import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { assignments } from '../../src/host/assignments.js';
import { lookProgram } from '../../src/host/look.js';
import { parseObservation } from '../../src/host/observation.js';
import { chunkIndex, rebuildManifest } from '../../src/source/manifest-chunks.js';
import { manifestDelta } from '../../src/source/manifest-delta.js';
import { digestOf } from '../../src/source/manifest.js';
import { readTemplate } from '../../src/templates.js';
import { SHELLS, TestHost } from '../support/host-program.js';
import { manifestOf, twoManifests } from '../support/manifests.js';

jest.setTimeout(120_000);

describe.each(SHELLS)('the manifests of host and runner (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  /** What the host answers to a runner that has `ours`. */
  const answer = (theirs: string, ours: string): string => {
    host.release('r1', { '.ec2-https-deploy/manifest': theirs });
    const values = assignments({
      ...{
        ROOT_INPUT: host.root,
        PROJECT: 'site',
        SOURCE: 'upload',
        CRON_PID_FILE: '/run/no-such-file',
        ...host.engineAt,
        MANIFEST_DIGEST: digestOf(ours),
        MANIFEST_CHUNKS: chunkIndex(ours),
      },
      ...{ CERTIFICATE_NAME: 'a.example.com', CERTIFICATE_VOLUME: 'site_certificates', CRON_MARK: '# mark' },
    });
    const run = host.run(['-c', readTemplate('host/look.sh')], values + lookProgram(readTemplate));
    return parseObservation(run.stdout).current?.manifest ?? ours;
  };

  /** What the files step makes of `before` and a delta. */
  const made = async (before: string, after: string): Promise<string> => {
    host.release('r1', { '.ec2-https-deploy/manifest': before });
    const parts = [
      { path: 'manifest.delta', mode: 0o644, content: manifestDelta(before, after) },
      { path: 'record/settings-digest', mode: 0o644, content: '' },
      { path: 'data', mode: 0o644, content: '' },
    ];
    const values = { RELEASE: 'r2', EXPECT_CURRENT: 'r1', MANIFEST_DIGEST: digestOf(after), SOURCE: 'none' };
    // The files themselves are not there: only what is made of the list counts.
    host.stub('xargs', 'cat >/dev/null');
    const { failure } = await host.deploy({ steps: ['files'], values, parts });
    return failure === undefined ? host.read('releases/r2/.ec2-https-deploy/manifest') : failure.text;
  };

  test('the runner knows the host’s from what differs', () => {
    fc.assert(
      fc.property(twoManifests, ([theirs, ours]) => {
        expect(rebuildManifest(ours, answer(theirs, ours), digestOf(theirs))).toBe(theirs);
      }),
      { numRuns: 15 },
    );
  });

  test('the host makes the new one from the old one and what changed', async () => {
    await fc.assert(
      fc.asyncProperty(twoManifests, async ([before, after]) => expect(await made(before, after)).toBe(after)),
      { numRuns: 10 },
    );
  });

  test('one changed file among thousands costs a few kilobytes either way', () => {
    const paths = Array.from({ length: 10_000 }, (_, index) => `app/module-${index % 97}/file-${index}.py`);
    const before = manifestOf(new Map(paths.map((path) => [path, 1])));
    const after = manifestOf(new Map(paths.map((path, index) => [path, index === 5_000 ? 2 : 1])));
    expect(chunkIndex(after).length).toBeLessThan(6_000);
    expect(answer(before, after).length).toBeLessThan(before.length / 40);
    expect(manifestDelta(before, after).length).toBeLessThan(200);
  });
});
