import { expect, test } from '@jest/globals';
import { FAILURE_KINDS } from '../../src/host/failed-container.js';
import { read } from './source-files.js';

test('the classes of unhealthy containers that the host reports are those that the runner reads', () => {
  const program = ['reason', 'diagnosis'].map((name) => read(`templates/host/program/health/${name}.py`)).join('\n');
  const reported = [...program.matchAll(/\bReason\("([a-z-]+)"/g)].map(([, kind]) => kind);
  expect([...new Set(reported)].sort()).toEqual([...FAILURE_KINDS].sort());
});
