import { describe, expect, test } from '@jest/globals';
import { missingStages } from '../../../src/compose/build-stages.js';

const DOCKERFILE = 'FROM node AS builder\nRUN make\nFROM node AS Final\nCMD ["node", "x.js"]\n';

const missing = (target: string, compose?: string, dockerfile = DOCKERFILE) =>
  missingStages(
    [['web', { context: '.', target }]],
    { exists: (path) => path === 'Dockerfile', read: () => dockerfile },
    compose === undefined ? undefined : [compose],
  );

describe('the target of a build', () => {
  test('that the Dockerfile has no stage for is known before anything is built', () => {
    const found = [{ service: 'web', target: 'runtime', dockerfile: 'Dockerfile', stages: ['builder', 'final'] }];
    expect(missing('runtime', 'services: {web: {build: {context: ., target: runtime}}}')).toEqual(found);
    expect(missing('runtime', 'services:\n  web:\n    build:\n      target: "runtime" # the last one\n')).toEqual(
      found,
    );
    expect(missing('runtime')).toEqual(found);
  });

  test('is right by name, in small and capital letters, and by number', () => {
    expect(['builder', 'final', 'FINAL', '0', ''].flatMap((target) => missing(target))).toEqual([]);
  });

  test('is not judged where a variable of the host gives it, or the Dockerfile is made later', () => {
    expect(missing('runtime', 'services: {web: {build: {target: "${TARGET:-runtime}"}}}')).toEqual([]);
    const elsewhere = { context: 'https://example.com/x.git', target: 'runtime' };
    const files = { exists: () => false, read: () => '' };
    expect(missingStages([['web', elsewhere]], files, undefined)).toEqual([]);
    expect(missingStages([['web', { context: '.', target: 'runtime' }]], files, undefined)).toEqual([]);
  });
});
