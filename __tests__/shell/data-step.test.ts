import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { BundlePart } from '../../src/host/tar.js';
import { SHELLS, TestHost, type Deployed } from '../support/host-program.js';

describe.each(SHELLS)('the step that keeps what containers write (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost(shell);
    host.release('r1', {}, { places: '' });
  });
  afterEach(() => host[Symbol.dispose]());

  const prepare = async (places = '', parts: readonly BundlePart[] = []): Promise<Deployed> => {
    host.write('records/r1/places', places);
    return await host.deploy({ steps: ['data'], job: { release: 'r1', expected_release: 'r1' }, parts });
  };

  test('says which file that the stack mounts is nowhere', async () => {
    const run = await prepare('file account.json\n');
    expect(run.failure).toMatchObject({ code: 'mount-source-missing', text: 'account.json' });
  });

  test.each([
    [
      'containers own the files',
      "open(failure, 'w').write('data-not-writable /srv/x: Permission denied')",
      'data-not-writable',
    ],
    ['it fails without a word', 'pass', 'data-not-written'],
  ])('says that the files could not be written when %s', async (_what, body, code) => {
    const content = `def guarded(command, root, uid, gid, failure, rest):\n    ${body}\n    return 1\n`;
    const run = await prepare('directory media\n', [{ path: 'program/files/command.py', mode: 0o644, content }]);
    expect(run.failure?.code).toBe(code);
  });
});
