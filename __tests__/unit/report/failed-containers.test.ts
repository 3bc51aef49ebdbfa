import { describe, expect, test } from '@jest/globals';
import type { FailedContainer } from '../../../src/host/failed-container.js';
import { failedContainerSections } from '../../../src/report/failed-containers.js';

const failed: FailedContainer = {
  service: 'web',
  kind: 'health-check',
  text: 'is unhealthy: its health check fails with exit code 7; it printed: refused',
  lines: ['Starting', 'Listening on 127.0.0.1'],
  checks: ['curl: (7) refused'],
};
const shown = (...found: readonly FailedContainer[]): string => failedContainerSections(found).join('\n');

describe('a container that made the run fail', () => {
  test('has a section of the summary with its class, its reason, its health check’s output and its last lines', () => {
    expect(shown(failed)).toBe(
      [
        ...['### `web`: health check failed', ''],
        ...['web is unhealthy: its health check fails with exit code 7; it printed: refused.', ''],
        ...['Last output of its health check:', '', '~~~text', 'curl: (7) refused', '~~~', ''],
        ...['Its last 2 lines:', '', '~~~text', 'Starting', 'Listening on 127.0.0.1', '~~~', ''],
      ].join('\n'),
    );
  });

  test('has no more than what is there', () => {
    expect(shown({ ...failed, kind: 'exited', text: 'ended with exit code 3', lines: [], checks: [] })).toBe(
      '### `web`: ended\n\nweb ended with exit code 3.\n',
    );
    expect(shown()).toBe('');
  });

  test('cannot write markup, end its block, or fill the page', () => {
    const hostile = shown({
      ...failed,
      service: 'a`|<img>\n# b',
      text: '<script>[x](http://evil)\r\n## title',
      lines: ['~~~', '</details>', '\u001b[31mred\u0000', 'x'.repeat(10_000)],
      checks: Array.from({ length: 100 }, (_, number) => `check ${number}`),
    });
    const outside = hostile
      .replace(/`[^`\n]*`/g, '')
      .split(/^~~~.*$/m)
      .filter((_, index) => index % 2 === 0);
    expect(outside.join('')).not.toMatch(/(?<!\\)<|^## |^# /m);
    expect(hostile.match(/^~~~/gm)).toHaveLength(4);
    expect(hostile).not.toMatch(/[\u0000-\u0009\u001b]/);
    expect(hostile).toContain('check 99');
    expect(hostile).not.toContain('check 9\n');
    expect(hostile.length).toBeLessThan(3_000);
  });

  test('is one of eight at most', () => {
    const many = Array.from({ length: 11 }, (_, number) => ({ ...failed, service: `s${number}` }));
    expect(shown(...many)).toContain('3 more containers were unhealthy: see the log.');
    expect(shown(...many)).not.toContain('`s8`');
  });
});
