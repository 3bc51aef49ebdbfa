import { describe, expect, test } from '@jest/globals';
import { unexpected } from '../../../lab/samples/judge.js';
import { inputsOf, readingOf } from '../../../lab/samples/reading.js';
import { readSamples } from '../../../lab/samples/samples.js';
import { plan } from '../../../src/plan/plan.js';
import { cutManifest } from '../../../src/repository/manifest/chunks.js';
import { manifestText } from '../../../src/repository/manifest/manifest.js';
import { readTemplate } from '../../../src/templates.js';
import { freshFacts, now } from '../../support/facts.js';

const samples = readSamples();
/** Refused by the plan, and not while the repository is read. */
const refusedInPlan = ['env-file-missing', 'name-reserved'];

describe('the samples', () => {
  test('are forty shapes at least', () => {
    expect(samples.length).toBeGreaterThanOrEqual(40);
  });

  test.each(samples)('$name: files, service and port are found, or the candidates are named', async (sample) => {
    expect(unexpected(sample.expected, await readingOf(sample))).toEqual([]);
  });

  test.each(samples)(
    '$name: a first deploy is planned with no further input, or its refusal names what is missing',
    async (sample) => {
      const { expected } = sample;
      const reading = await readingOf(sample);
      if (reading.kind === 'refused') return expect(reading.error.code).toBe(expected.refused);
      const { stack, files } = reading;
      const images = { services: [], bases: [] };
      const repository = { stack, images, files, chunks: cutManifest(manifestText(files)) };
      const { blockers, steps, warnings } = plan(inputsOf(sample), { ...freshFacts(), repository }, now, readTemplate);
      expect([...new Set(blockers.map(({ code }) => code))]).toEqual(
        refusedInPlan.filter((code) => code === expected.refused),
      );
      for (const name of expected.names ?? []) expect(blockers.map(({ what }) => what).join()).toContain(name);
      expect(steps.map(({ kind }) => kind)).toContain('up');
      if (expected.warns !== undefined) expect(warnings.join('\n')).toContain(expected.warns);
      return undefined;
    },
  );
});
