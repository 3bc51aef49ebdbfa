import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { plot } from '../../../bench/plot.js';
import { count, row, unmet } from './rows.js';

const rows = [
  row({ spread: { median: 0.3, lowest: 0.2, highest: 0.4 } }),
  unmet,
  count,
  row({ name: 'failed', bar: '0 failed', ours: 3, theirs: undefined, ratio: undefined, met: false, unit: 'requests' }),
  row({ name: 'a gap that is stated', bar: 'stated', theirs: undefined, ratio: undefined }),
  row({ name: 'far off', ratio: 0.000_4 }),
];

/** The x of each row's mark, by the order of rows: of the circle of a met one, of the cross of an unmet one. */
function marks(svg: string): readonly number[] {
  return [
    ...svg.matchAll(/<g>.*?(?:<circle class="met" cx="([\d.]+)"|<path class="unmet" d="M([\d.]+) ).*?<\/g>/g),
  ].map(([, circle, cross]) => (circle === undefined ? Number(cross) + 5 : Number(circle)));
}

describe('the plot', () => {
  const svg = plot(rows);

  it('is well-formed XML whatever a name holds', () => {
    const parse = 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.stdin.buffer)';
    expect(() =>
      execFileSync('python3', ['-c', parse], { input: svg, stdio: ['pipe', 'ignore', 'pipe'] }),
    ).not.toThrow();
  });

  it('holds each row by name, in the drawing and for those who do not see it', () => {
    expect(svg).toContain('first &lt;upload&gt; &amp; &quot;more&quot;');
    for (const { name } of [row(), count, ...rows.slice(3)])
      expect(svg.split(name).length - 1).toBeGreaterThanOrEqual(2);
    expect(svg).toMatch(/role="img" aria-labelledby="title description"/);
    expect(svg).toMatch(/<desc id="description">.*nothing changed, 60 ms: 0\.30 ×, bar ≤ 0\.5 × by hand, met\./);
    expect(svg).toContain('1.40 ×, bar ≤ 1.1 × R, not met.');
  });

  it('puts smaller ratios to the left, and none of them off the drawing', () => {
    const [small = 0, large = 0, counted = 0, failed = 0, farOff = 0] = marks(svg);
    expect(small).toBeLessThan(counted);
    expect(counted).toBeLessThan(large);
    expect(large).toBeLessThan(failed);
    expect(farOff).toBeLessThan(small);
    for (const x of marks(svg)) expect([x > 460, x < 960]).toEqual([true, true]);
  });

  it('marks the bar to the right of what holds it, to the left of what does not', () => {
    const bars = [...svg.matchAll(/<g>.*?<line class="bar" x1="([\d.]+)".*?<\/g>/g)].map(([, x]) => Number(x));
    const [small = 0, large = 0] = marks(svg);
    expect(bars[0]).toBeGreaterThan(small);
    expect(bars[1]).toBeLessThan(large);
  });

  it('reads in light and dark', () => expect(svg).toContain('prefers-color-scheme: dark'));
});
