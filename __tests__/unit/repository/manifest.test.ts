import { digestOf } from '../../../src/digest.js';
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareManifests, manifestText, type FileEntry } from '../../../src/repository/manifest/manifest.js';
import { manifestRuns } from '../../../src/repository/manifest/diff.js';
import { comparePaths, sortByPath } from '../../../src/repository/paths.js';
import { parseManifest, twoManifests } from '../../support/manifests.js';

const file = (path: string, more: Partial<{ mode: number; size: number; blob: string }> = {}): FileEntry => ({
  kind: 'file',
  path,
  mode: 0o644,
  size: 3,
  blob: 'a'.repeat(40),
  ...more,
});
const link = (path: string, target: string): FileEntry => ({ kind: 'symlink', path, target });

describe('manifestText', () => {
  test('writes a line a file, sorted by bytes, whatever the order given', () => {
    const files = [file('b'), link('a link', '../x y'), file('ü', { mode: 0o755 }), file('B'), file('100%')];
    const text = manifestText(files);
    expect(text).toBe(
      [
        `f 644 ${'a'.repeat(40)} 3 100%25`,
        `f 644 ${'a'.repeat(40)} 3 B`,
        'l ../x%20y a%20link',
        `f 644 ${'a'.repeat(40)} 3 b`,
        `f 755 ${'a'.repeat(40)} 3 ü`,
        '',
      ].join('\n'),
    );
    expect(manifestText([...files].reverse())).toBe(text);
  });

  test('has one line a file for sh, whatever the names hold', () => {
    const odd = [
      '-n',
      'a b',
      'tab\there',
      'new\nline',
      'cr\rx',
      "quo'te",
      '"',
      '\\',
      '$(id)',
      'nbsp\u00a0',
      'del\u007f',
      'nel\u0085',
    ];
    const read = 'while read -r kind mode sum size path rest; do printf "%s%s\\n" "$path" "${rest:+ MORE}"; done';
    const lines = execFileSync('sh', ['-c', read], {
      input: manifestText(odd.map((path) => file(path))),
      encoding: 'utf8',
    });
    expect(lines.trimEnd().split('\n').map(decodeURIComponent).sort()).toEqual([...odd].sort());
  });

  test('of nothing is nothing', () => {
    expect(parseManifest(manifestText([]))).toEqual([]);
  });

  test('is read back as it was, for any names', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    const entry = fc.oneof(
      fc
        .record({ path: text, mode: fc.integer({ min: 0, max: 0o777 }), size: fc.nat() })
        .map(({ path, ...more }) => file(path, more)),
      fc.tuple(text, text).map(([path, target]) => link(path, target)),
    );
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ({ path }) => path }), (files) => {
        const read = parseManifest(manifestText(files));
        expect(new Map(read.map((one) => [one.path, one]))).toEqual(new Map(files.map((one) => [one.path, one])));
      }),
    );
  });
});

test('digestOf is what sha256sum says', () => {
  const text = manifestText([file('a'), link('b', 'a')]);
  expect(digestOf(text)).toBe(execFileSync('sha256sum', { input: text, encoding: 'utf8' }).split(' ')[0]);
});

describe('compareManifests', () => {
  const before = [file('same'), file('changed'), file('mode'), file('gone'), file('now a link'), link('moved', 'a')];
  const after = [
    file('same'),
    file('changed', { blob: 'b'.repeat(40) }),
    file('mode', { mode: 0o755 }),
    link('now a link', 'same'),
    link('moved', 'b'),
    file('new'),
  ];

  test('sends what is new or changed in contents, mode or kind, and nothing else', () => {
    const { send, kept, removed } = compareManifests(after, manifestText(before));
    expect(send.map(({ path }) => path)).toEqual(['changed', 'mode', 'moved', 'new', 'now a link']);
    expect(kept).toBe(1);
    expect(removed).toEqual(['gone']);
  });

  test('with itself sends nothing', () => {
    expect(compareManifests(after, manifestText(after))).toMatchObject({ send: [], removed: [] });
  });
});

test('paths are sorted as their bytes are, also what is beyond U+FFFF', () => {
  const unit = fc.constantFrom('a', '/', '.', 'ü', '\ud7ff', '\ue000', '\uffff', '😀', '\u{10ffff}');
  const paths = fc.array(fc.string({ unit, maxLength: 4 }));
  const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
  fc.assert(
    fc.property(paths, (given) => {
      const expected = [...given].sort(byBytes);
      expect(sortByPath(given.map((path) => ({ path }))).map(({ path }) => path)).toEqual(expected);
      expect([...given].sort(comparePaths)).toEqual(expected);
    }),
  );
});

test('manifestRuns tell of what differs only, in any two manifests', () => {
  fc.assert(
    fc.property(twoManifests, ([before, after]) => {
      const runs = [...manifestRuns(before, after)];
      const linesOf = (text: string, kind: 'gone' | 'new'): readonly string[] =>
        runs.filter((run) => run.kind === kind).flatMap((run) => text.slice(run.start, run.end).split(/(?<=\n)/));
      const [old, young] = [before, after].map((text) => text.split(/(?<=\n)/));
      expect(linesOf(before, 'gone')).toEqual(old?.filter((line) => line !== '' && !young?.includes(line)));
      expect(linesOf(after, 'new')).toEqual(young?.filter((line) => line !== '' && !old?.includes(line)));
    }),
  );
});
