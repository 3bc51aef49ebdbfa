import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { type Measurable, measureAll } from '../../../bench/measure-all.js';
import { outcomesAsJson } from '../../../bench/results/json.js';
import { report } from '../../../bench/results/report.js';
import { notJudged, type Outcome } from '../../../bench/results/row.js';
import { exitCodeOf, summaryOf } from '../../../bench/results/summary.js';
import { markdownTable, textTable } from '../../../bench/results/table.js';
import { count, missed, row } from './rows.js';

const outcome = (given: Partial<Outcome> = {}): Outcome => ({
  ...{ name: 'no-op', title: 'Nothing changed', rows: [row(), missed, count], failure: undefined },
  ...given,
});
const broken = outcome({ name: 'memory', title: 'Broken', rows: [], failure: 'no engine\n  at somewhere' });

describe('the table', () => {
  test('shows for each row whether its bar is held or missed', () => {
    const lines = textTable([row(), missed]);
    expect(lines.find((line) => line.includes('first <upload>'))).toMatch(/1\.40 × +MISSED$/);
    expect(lines.find((line) => line.includes('nothing changed'))).toMatch(/0\.30 × +held$/);
  });

  test('aligns its columns', () => {
    const [head = '', , ...body] = textTable([row(), count]);
    for (const line of body) expect(line.slice(head.indexOf('bar') - 2)).toMatch(/^ {2}≤/);
  });

  test('shows the ratios of single rounds and the remark', () => {
    const spread = { median: 0.3, lowest: 0.25, highest: 0.41 };
    const text = textTable([row({ spread, remark: 'no less than a handshake' })]).join('\n');
    expect(text).toContain('0.30 × (0.25–0.41)');
    expect(text).toContain('no less than a handshake');
  });

  test('is a whole Markdown table whatever a name contains', () => {
    const lines = markdownTable([row({ name: 'tar | ssh tar' })]).split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line.replaceAll('\\|', '').split('|')).toHaveLength(8);
  });
});

describe('the summary', () => {
  test('counts the held bars and names what missed its bar or could not be measured', () => {
    expect(summaryOf([outcome(), broken])).toEqual([
      '2 of 3 bars held.',
      'MISSED  first <upload> & "more": 1.40 ×, bar ≤ 1.1 × R',
      'FAILED  memory could not be measured: no engine',
    ]);
  });

  test('does not count rows that were not judged', () => {
    expect(summaryOf([outcome({ rows: [row(), notJudged(missed)] })])).toEqual(['1 of 1 bars held, 1 not judged.']);
  });

  test.each([
    ['0 when all bars are held', [outcome({ rows: [row(), count] })], 0],
    ['0 when what misses a bar was not judged', [outcome({ rows: [notJudged(missed)] })], 0],
    ['1 when a bar is missed', [outcome()], 1],
    ['1 when a benchmark could not be measured', [outcome({ rows: [row()] }), broken], 1],
  ])('comes with the exit code %s', (_, outcomes, code) => expect(exitCodeOf(outcomes)).toBe(code));
});

describe('the report', () => {
  const machine = [['processor', 'a fast one, 2 cores']] as const;
  const text = report(readFileSync('bench/results/frame.md', 'utf8'), [outcome(), broken], machine, 5);

  test('has every row, the machine, the summary and what could not be measured', () => {
    for (const { name } of [row(), missed, count]) expect(text).toContain(name);
    expect(text).toContain('- processor: a fast one, 2 cores');
    expect(text).toContain('- 2 of 3 bars held.');
    expect(text).toContain('It could not be measured: no engine\n');
    expect(text).toContain('5 rounds after');
  });

  test('leaves no placeholder', () => expect(text).not.toMatch(/\{\{|undefined/));
});

test('the JSON is one line with all fields of every row, null where a row has no alternative, and all failures', () => {
  const json = outcomesAsJson([outcome(), broken]);
  expect(json).not.toContain('\n');
  expect(JSON.parse(json)).toMatchObject({
    rows: [
      { benchmark: 'no-op', bar: '≤ 0.5 × by hand', ours: 1.5, theirs: 5, ratio: 0.3, verdict: 'held', unit: 's' },
      { verdict: 'missed' },
      { name: 'round trips in all', ours: 9, theirs: null, ratio: null, verdict: 'held' },
    ],
    failures: [{ benchmark: 'memory' }],
  });
});

test('a benchmark that fails is reported and does not stop the others, and results are kept after each', async () => {
  const lines: string[] = [];
  const kept: number[] = [];
  const one = (name: string, measure: Measurable['measure']): Measurable => ({ name, title: name, measure });
  const outcomes = await measureAll(
    [one('broken', () => Promise.reject(new Error('the host is gone'))), one('sound', () => Promise.resolve([missed]))],
    (line) => lines.push(line),
    (soFar) => Promise.resolve(kept.push(soFar.length)),
  );
  expect(kept).toEqual([1, 2]);
  expect(outcomes).toMatchObject([
    { failure: 'the host is gone' },
    { failure: undefined, rows: [{ verdict: 'missed' }] },
  ]);
  expect(lines.join('\n')).toContain('the host is gone');
  expect(lines.join('\n')).toContain('first <upload>');
});
