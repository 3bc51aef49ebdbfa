import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { filesBelow, read, ROOT } from './source-files.js';

const RECORDS = filesBelow('docs/decisions');

describe.each(RECORDS)('%s', (path) => {
  const text = read(path);

  test('has 10 to 30 lines', () => {
    const lines = text.trimEnd().split('\n').length;
    expect(lines).toBeGreaterThanOrEqual(10);
    expect(lines).toBeLessThanOrEqual(30);
  });

  test('has a title, a date, a status, and the sections context, decision and consequences', () => {
    expect(text).toMatch(
      /^# .+\n\nDate: \d{4}-\d{2}-\d{2}\. Status: (accepted|superseded|rejected)(; .+)?\.\n\n## Context\n/,
    );
    expect(text.match(/^#+ .*/gm)?.slice(1)).toEqual(['## Context', '## Decision', '## Consequences']);
  });

  test('links to files that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(ROOT, dirname(path), link)))).toEqual([]);
  });
});
