import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { chunkIndex, chunkNote, cutManifest, rebuildManifest } from '../../src/repository/manifest/chunks.js';
import { manifestDelta } from '../../src/repository/manifest/delta.js';
import { digestOf } from '../../src/digest.js';
import { TestHost } from '../support/host-program.js';
import { Inspection } from '../support/inspection.js';
import { manifestOf, twoManifests } from '../support/manifests.js';

jest.setTimeout(120_000);

const noteOf = (manifest: string): string => chunkNote(cutManifest(manifest));

const somePaths = Array.from({ length: 3_000 }, (_, index) => `app/module-${index % 97}/file-${index}.py`);
/** Two of a file that changes. */
const someChange = [1, 2].map((version) =>
  manifestOf(new Map(somePaths.map((path, index) => [path, index === 1_500 ? version : 1]))),
) as [string, string];

describe('the manifests of host and runner', () => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost('dash')));
  afterEach(() => host[Symbol.dispose]());

  /** What the host answers to a runner that has `ours`; `note` is what lies beside its own. */
  const answer = (theirs: string, ours: string, note: string | null = noteOf(theirs)): string => {
    host.release('r1', {}, { manifest: theirs });
    if (note === null) host.unlink('records/r1/manifest-chunks');
    else host.write('records/r1/manifest-chunks', note);
    const manifest = { digest: digestOf(ours), chunks: chunkIndex(cutManifest(ours)) };
    return new Inspection(host).facts({ manifest }).current?.manifest ?? ours;
  };

  /** What the files step makes of `before` and a delta. */
  const made = async (before: string, after: string): Promise<string> => {
    host.release('r1', {}, { manifest: before });
    const parts = [
      { path: 'manifest.delta', mode: 0o644, content: manifestDelta(before, after) },
      { path: 'record/settings-digest', mode: 0o644, content: '' },
    ];
    const job = { release: 'r2', expected_release: 'r1' };
    // The files themselves are not there: only what is made of the list counts.
    host.write('repository.git/HEAD', '');
    host.stub('git', 'exit 0');
    const data = { files: { source: 'git', sha: 'f00d', manifest_digest: digestOf(after) } };
    const { failure } = await host.deploy({ steps: ['files'], job, data, parts });
    return failure === undefined ? host.read('records/r2/manifest') : failure.text;
  };

  test('the runner knows the host’s from what differs', () => {
    fc.assert(
      fc.property(twoManifests, ([theirs, ours]) => {
        expect(rebuildManifest(ours, answer(theirs, ours), digestOf(theirs))).toBe(theirs);
      }),
      { numRuns: 15 },
    );
  });

  test('what the runner has may be told after the host has begun to look', () => {
    const [theirs, ours] = someChange;
    const later = `${digestOf(ours)} ${chunkIndex(cutManifest(ours))}`;
    const told = answer(theirs, ours);
    const { current } = new Inspection(host).facts({ manifest: null }, later);
    expect(current).toMatchObject({ manifest: told, manifestDigest: digestOf(theirs) });
    const same = new Inspection(host).facts({ manifest: null }, `${digestOf(theirs)} 0800`);
    expect(same.current?.manifest).toBeUndefined();
  });

  test.each([
    ['is not there', null],
    ['tells of other cuts', `0001\n${'0'.repeat(16)} 3000\n`],
    ['is empty', ''],
  ])('the host tells all of its own where the note of its chunks %s', (_, note) => {
    const [theirs, ours] = someChange;
    expect(answer(theirs, ours)).not.toBe(theirs);
    expect(answer(theirs, ours, note)).toBe(theirs);
  });

  test.each([
    ['more', (note: string) => note.replace(/ (\d+)\n/, ' 9$1\n')],
    ['fewer', (note: string) => note.replace(/ \d+\n/, ' 1\n')],
  ])('a note that tells of %s lines than there are is found out', (_, broken) => {
    const [theirs, ours] = someChange;
    const wrong = answer(theirs, ours, broken(noteOf(theirs)));
    expect(rebuildManifest(ours, wrong, digestOf(theirs))).toBeUndefined();
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
    expect(chunkIndex(cutManifest(after)).length).toBeLessThan(6_000);
    expect(answer(before, after).length).toBeLessThan(before.length / 40);
    expect(manifestDelta(before, after).length).toBeLessThan(200);
  });
});
