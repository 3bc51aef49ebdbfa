import { describe, expect, test } from '@jest/globals';
import { filesBelow, read } from './source-files.js';

const RECORDS = filesBelow('docs/decisions');

describe.each(RECORDS)('%s', (path) => {
  const text = read(path);

  test('has 10 to 30 lines', () => {
    const lines = text.trimEnd().split('\n').length;
    expect(lines).toBeGreaterThanOrEqual(10);
    expect(lines).toBeLessThanOrEqual(30);
  });

  test('has a title, a status with a date, a context, a decision and consequences', () => {
    expect(text).toMatch(/^# .+\n\nStatus: (accepted|rejected|superseded by \S+), \d{4}-\d\d-\d\d\.\n\n## Context\n/);
    expect(text.match(/^#+ .*$/gm)?.slice(1)).toEqual(['## Context', '## Decision', '## Consequences']);
  });
});
