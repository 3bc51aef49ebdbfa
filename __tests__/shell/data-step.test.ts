import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SHELLS, TestHost, type Deployed } from '../support/host-program.js';

describe.each(SHELLS)('the step that keeps what containers write (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost(shell);
    host.release('r1', {}, { places: '' });
  });
  afterEach(() => host[Symbol.dispose]());

  const prepare = async (places = ''): Promise<Deployed> => {
    host.write('records/r1/places', places);
    return await host.deploy({ steps: ['data'], values: { RELEASE: 'r1', EXPECT_CURRENT: 'r1' } });
  };

  test('says which file that the stack mounts is nowhere', async () => {
    const run = await prepare('file account.json\n');
    expect(run.failure).toMatchObject({ code: 'mount-source-missing', text: 'account.json' });
  });

  test.each([
    [
      'containers own the files',
      'echo \'data-not-writable /srv/x: Permission denied\' >"$8"; exit 1',
      'data-not-writable',
    ],
    ['it fails without a word', 'exit 1', 'data-not-written'],
  ])('says that the files could not be written when %s', async (_what, body, code) => {
    host.stub('python3', `case "$*" in *' prepare '*) ${body} ;; esac\nexec /usr/bin/python3 "$@"`);
    const run = await prepare('directory media\n');
    expect(run.failure?.code).toBe(code);
  });
});
