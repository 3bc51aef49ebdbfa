import { describe, expect, test } from '@jest/globals';
import { readingOf } from '../../../lab/samples/reading.js';
import { readSamples } from '../../../lab/samples/samples.js';

const samples = readSamples();

describe('the samples', () => {
  test('are forty shapes at least', () => {
    expect(samples.length).toBeGreaterThanOrEqual(40);
  });

  test.each(samples)('$name: files, service and port are found, or the candidates are named', (sample) => {
    const { expected } = sample;
    const { files, choice, ports } = readingOf(sample);
    if (expected.files !== undefined) expect(files).toEqual(expected.files);
    if (expected.refused === 'entry-unclear') {
      expect(choice.kind === 'unclear' ? choice.candidates.map((one) => one.name) : choice).toEqual(expected.names);
      return;
    }
    if (expected.entry === undefined) return;
    expect(choice.kind === 'chosen' ? choice.service.name : choice).toBe(expected.entry);
    if (expected.port !== undefined) expect(ports).toEqual(expected.port === null ? [] : [expected.port]);
  });
});
