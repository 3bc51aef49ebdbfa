import { describe, expect, it, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Outcome } from '../../../bench/benchmark.js';
import { rowsAsJson } from '../../../bench/json.js';
import { type Measurable, measureAll } from '../../../bench/measure-all.js';
import { report } from '../../../bench/report.js';
import { markdownTable, textTable } from '../../../bench/table.js';
import { count, row, unmet } from './rows.js';

const outcome = (given: Partial<Outcome> = {}): Outcome => ({
  ...{ name: 'no-op', title: 'Nothing changed', rows: [row(), unmet, count], failure: undefined },
  ...given,
});

describe('the table', () => {
  it('shows a row that does not hold its bar as such', () => {
    const lines = textTable([row(), unmet]);
    expect(lines.find((line) => line.includes('first <upload>'))).toMatch(/1\.40 × +NO$/);
    expect(lines.find((line) => line.includes('nothing changed'))).toMatch(/0\.30 × +yes$/);
  });

  it('has its columns one below the other', () => {
    const [head = '', , ...body] = textTable([row(), count]);
    for (const line of body) expect(line.slice(head.indexOf('bar') - 2)).toMatch(/^ {2}≤/);
  });

  it('says how far single rounds lay apart, and the remark', () => {
    const spread = { median: 0.3, lowest: 0.25, highest: 0.41 };
    const text = textTable([row({ spread, remark: 'no less than a handshake' })]).join('\n');
    expect(text).toContain('0.30 × (0.25–0.41)');
    expect(text).toContain('no less than a handshake');
  });

  it('is a whole Markdown table whatever a name holds', () => {
    const lines = markdownTable([row({ name: 'tar | ssh tar' })]).split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line.replaceAll('\\|', '').split('|')).toHaveLength(8);
  });
});

describe('the report', () => {
  const machine = [['processor', 'a fast one, 2 cores']] as const;
  const text = report(
    readFileSync('bench/report-frame.md', 'utf8'),
    [outcome(), outcome({ title: 'Broken', rows: [], failure: 'no engine\n  at somewhere' })],
    machine,
    5,
  );

  it('holds every row, the machine, the sum and what could not be measured', () => {
    for (const { name } of [row(), unmet, count]) expect(text).toContain(name);
    expect(text).toContain('- processor: a fast one, 2 cores');
    expect(text).toContain('2 of 3 rows hold their bar.');
    expect(text).toContain('It could not be measured: no engine\n');
    expect(text).toContain('5 rounds after a');
  });

  it('leaves no place unfilled', () => expect(text).not.toMatch(/\{\{|undefined/));
});

test('as JSON every row has the six names, with null for what it has not', () => {
  const json = rowsAsJson([outcome()]);
  expect(json).not.toContain('\n');
  expect(JSON.parse(json)).toMatchObject({
    rows: [
      { name: 'nothing changed, 60 ms', bar: '≤ 0.5 × by hand', ours: 1.5, theirs: 5, ratio: 0.3, met: true },
      { met: false },
      { name: 'round trips in all', ours: 9, theirs: null, ratio: null, met: true },
    ],
  });
});

test('a benchmark that fails is told, and the others run; what there is so far can be kept after each', async () => {
  const said: string[] = [];
  const kept: number[] = [];
  const one = (name: string, measure: Measurable['measure']): Measurable => ({ name, title: name, measure });
  const outcomes = await measureAll(
    [one('broken', () => Promise.reject(new Error('the host is gone'))), one('sound', () => Promise.resolve([unmet]))],
    (line) => said.push(line),
    (soFar) => Promise.resolve(kept.push(soFar.length)),
  );
  expect(kept).toEqual([1, 2]);
  expect(outcomes).toMatchObject([{ failure: 'the host is gone' }, { failure: undefined, rows: [{ met: false }] }]);
  expect(said.join('\n')).toContain('the host is gone');
  expect(said.join('\n')).toContain('first <upload>');
});
