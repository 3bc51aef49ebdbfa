import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';

const records = readdirSync('docs/decisions');

test.each(records)('the decision record %s is short, dated, and has context, decision and consequences', (name) => {
  const text = readFileSync(`docs/decisions/${name}`, 'utf8');
  const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(['Context', 'Decision', 'Consequences']);
  expect(text).toMatch(/^# .+\n\nStatus: (accepted|superseded by \S+), \d{4}-\d\d-\d\d\.$/m);
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
});
