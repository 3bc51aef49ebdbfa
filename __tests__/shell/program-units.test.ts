import { expect, jest, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';

jest.setTimeout(120_000);

/* The unit tests of the Python program are Python: `__tests__/program/test_*.py`. */

test('the unit tests of the host program pass', () => {
  const run = spawnSync('python3', ['-B', '-m', 'unittest', 'discover', '--start-directory', '__tests__/program'], {
    env: { ...process.env, PYTHONPATH: 'templates/host/program' },
    encoding: 'utf8',
  });
  expect({ status: run.status, failures: run.status === 0 ? '' : run.stderr }).toEqual({ status: 0, failures: '' });
  // Without a test found the status would be 0 for Python before 3.12.
  expect(run.stderr).not.toContain('Ran 0 tests');
});
