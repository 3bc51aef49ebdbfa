import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { StepLog } from '../../../src/apply/step-log.js';
import { someRunner } from '../../support/runner.js';

const samples = path.join(import.meta.dirname, '../host/samples');
const sample = (name: string): readonly string[] =>
  readFileSync(path.join(samples, `${name}.txt`), 'utf8')
    .trimEnd()
    .split('\n');

/** A log with a clock of its own, and what it printed. */
function logOf({ isDebug = false } = {}) {
  const lines: string[] = [];
  const warnings: string[] = [];
  const clock = { ms: 0 };
  const runner = someRunner({
    isDebug,
    info: (line) => void lines.push(line),
    warning: (text) => void warnings.push(text),
  });
  return { log: new StepLog(runner, () => clock.ms), lines, warnings, clock };
}

describe('a step that builds', () => {
  test('shows one line of progress, at most every five seconds', () => {
    const { log, lines, clock } = logOf();
    log.begin('build', 'Build the images');
    for (const line of sample('compose-build')) {
      clock.ms += 400;
      log.line(line);
    }
    log.end('build', true, 30.4);
    expect(lines[0]).toBe('▸ Build the images');
    expect(lines.at(-1)).toBe('✓ build (30.4 s)');
    const progress = lines.slice(1, -1);
    expect(progress[0]).toBe('  │ building app: step 1/3, 5 s');
    expect(progress.at(-1)).toBe('  │ building app: step 7/9, 26 s');
    expect(progress.every((line) => /^ {2}│ building .*, \d+ s$/.test(line))).toBe(true);
    expect(progress.length).toBeLessThanOrEqual(6);
  });

  test('shows its whole output when it fails, and the warnings of compose once', () => {
    const { log, lines, warnings } = logOf();
    log.begin('build', 'Build the images');
    sample('compose-build-failed').forEach((line) => log.line(line));
    log.end('build', false, 2);
    sample('compose-pull').forEach((line) => log.line(line));
    log.warn();
    log.warn();
    expect(lines.join('\n')).toMatch(/ {2}│ #\d+ 2\.\d+ oh no\n/);
    expect(lines.indexOf('✗ build (2.0 s)')).toBeGreaterThan(
      lines.findIndex((line) => line.includes('failed to solve')),
    );
    expect(lines.join('\n')).not.toContain('level=warning');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/is not set\. Its name is not shown.*\ncompose\.yaml has the attribute "version"/);
  });

  test('shows the last part of a long output only, and how much is left out', () => {
    const { log, lines } = logOf();
    log.begin('build', 'Build the images');
    for (let number = 1; number <= 1_000; number += 1) log.line(`line ${number}`);
    log.showFolded();
    expect(lines.slice(1, 3)).toEqual([
      '  │ … 800 earlier lines are left out; with debug logging all are shown',
      '  │ line 801',
    ]);
    expect(lines.at(-1)).toBe('  │ line 1000');
  });

  test('shows everything at once with debug logging', () => {
    const { log, lines } = logOf({ isDebug: true });
    log.begin('build', 'Build the images');
    log.line('#7 0.2 Collecting django');
    expect(lines).toEqual(['▸ Build the images', '  │ #7 0.2 Collecting django']);
  });

  test('that prints nothing still shows what it waits for', () => {
    const { log, lines } = logOf();
    log.begin('build', 'Build the images');
    log.line('build is waiting for the images to be pulled: 10 s so far', true);
    expect(lines.at(-1)).toBe('  │ build is waiting for the images to be pulled: 10 s so far');
  });
});

test('the installation of packages shows how long it takes', () => {
  const { log, lines, clock } = logOf();
  log.begin('bootstrap', 'Install Docker Engine');
  clock.ms = 20_000;
  log.line('Unpacking docker.io (26.1.5) ...');
  expect(lines.at(-1)).toBe('  │ installing packages, 20 s');
});

test('what a release command prints is shown as it comes', () => {
  const { log, lines } = logOf();
  log.begin('release-command', 'Run the release command');
  log.line('Applying visits.0001_initial... OK');
  expect(lines.at(-1)).toBe('  │ Applying visits.0001_initial... OK');
});
