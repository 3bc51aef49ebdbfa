import { describe, expect, test } from '@jest/globals';
import type { Inputs } from '../../../src/inputs/inputs.js';
import type { Facts } from '../../../src/plan/facts.js';
import type { Gaps, Submodule } from '../../../src/repository/gaps.js';
import { Secret } from '../../../src/secret.js';
import { factsAfter, freshFacts, now, planOf } from '../../support/facts.js';

const git: Partial<Inputs> = {
  source: { kind: 'git', url: 'git@github.com:o/r', sha: 'a', deployKey: new Secret('k'), knownHosts: undefined },
};
const submodule = (path: string, changes: Partial<Submodule> = {}): Submodule => ({
  ...{ path, isCheckedOut: false, isNested: false },
  ...changes,
});
const withGaps = (gaps: Partial<Gaps>, facts = freshFacts()): Facts => ({
  ...facts,
  repository: { ...facts.repository, gaps: { submodules: [], lfsFiles: [], ...gaps } },
});
const refused = (facts: Facts, inputs: Partial<Inputs> = git) =>
  planOf(facts, inputs).blockers.filter(({ code }) => code === 'git-source-incomplete');

describe('with source: git', () => {
  test('submodules are refused by name, whether the runner has them or not, with the lines that help', () => {
    const submodules = [submodule('lib/a'), submodule('lib/b', { isCheckedOut: true })];
    const [failure, ...others] = refused(withGaps({ submodules }));
    expect(others).toEqual([]);
    expect(failure?.what).toMatch(/submodules would be empty directories on the host: lib\/a, lib\/b$/);
    expect(failure?.hint).toMatch(/`source: upload`.*\nwith:\n {2}submodules: true$/s);
  });

  test('files of Git LFS are refused by name, ten of them at most', () => {
    const lfsFiles = Array.from({ length: 12 }, (_, index) => ({ path: `${index}.png`, isPointer: false }));
    const [failure] = refused(withGaps({ lfsFiles }));
    expect(failure?.what).toMatch(/would be pointer files on the host: 0\.png, .*, 9\.png and 2 more$/);
    expect(failure?.hint).toMatch(/lfs: true$/);
  });

  test('a repository without either is deployed, and so is a run that makes no release', () => {
    expect(refused(withGaps({}))).toEqual([]);
    const after = factsAfter(planOf(freshFacts(), git), now);
    expect(refused(withGaps({ submodules: [submodule('lib')] }, after))).toEqual([]);
  });
});

describe('with source: upload', () => {
  const warnings = (gaps: Partial<Gaps>) => planOf(withGaps(gaps)).warnings;

  test('submodules that the checkout left empty are a warning with the line to add', () => {
    const submodules = [submodule('lib/a'), submodule('lib/b', { isCheckedOut: true })];
    expect(warnings({ submodules })).toEqual([
      'Submodules are empty in the workspace, so their files are not deployed: lib/a. Add submodules: true to the inputs of actions/checkout.',
    ]);
    const nested = [submodule('a', { isCheckedOut: true }), submodule('a/b', { isNested: true })];
    expect(warnings({ submodules: nested })).toEqual([expect.stringContaining('Add submodules: recursive to')]);
  });

  test('pointer files are a warning with the line to add, files with their content are not', () => {
    const lfsFiles = [
      { path: 'a.bin', isPointer: true },
      { path: 'b.bin', isPointer: false },
    ];
    expect(warnings({ lfsFiles })).toEqual([
      'Files of Git LFS are pointer files in the workspace, and are deployed as such: a.bin. Add lfs: true to the inputs of actions/checkout.',
    ]);
    expect(warnings({ lfsFiles: lfsFiles.slice(1), submodules: [submodule('x', { isCheckedOut: true })] })).toEqual([]);
    expect(refused(withGaps({ lfsFiles, submodules: [submodule('x')] }), {})).toEqual([]);
  });
});
