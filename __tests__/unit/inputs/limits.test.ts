import { describe, expect, test } from '@jest/globals';
import { readLimits } from '../../../src/inputs/limits.js';
import { inputReader } from '../../../src/inputs/reader.js';

function reading(text: string) {
  const reader = inputReader((name) => (name === 'limits' ? text : ''));
  return { limits: readLimits(reader), problems: reader.problems };
}

describe('the input limits', () => {
  test('gives steps their seconds, and none where it is not given', () => {
    expect(reading('build: 40m\n\n  release-command:90s ')).toEqual({
      limits: { build: 2400, 'release-command': 90 },
      problems: [],
    });
    expect(reading('')).toEqual({ limits: {}, problems: [] });
  });

  test.each([
    ['bulid: 40m', /^limits: .*bulid.* is not a step; steps are bootstrap, /],
    ['build: soon', /^limits: build: .*soon.* is not a duration such as/],
    ['build', /^limits: .* must have the form `step: duration`$/],
    ['build: 1m\nbuild: 2m', /^limits: build has two limits$/],
    ['constructor: 1m', /is not a step/],
  ])('refuses %j', (text, problem) => {
    expect(reading(text).problems).toEqual([expect.stringMatching(problem)]);
  });
});
