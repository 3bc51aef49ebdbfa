import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SHELLS, TestHost, type Deployed } from '../support/host-program.js';
import { readTemplate } from '../../src/templates.js';

jest.setTimeout(30_000);

const probe = '.well-known/acme-challenge/probe-1';

describe.each(SHELLS)('getting a certificate (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost(shell);
    host.release('r1');
  });
  afterEach(() => host[Symbol.dispose]());

  /** `order` is what the certbot container does; the webroot lies on the disk where `isOnDisk`. */
  const engine = (order: string, isOnDisk = true): void => {
    const webroot = join(host.folder, 'the webroot');
    mkdirSync(webroot, { recursive: true });
    host.stub(
      'docker',
      `case "$*" in
        'ps '*) echo 0123456789ab ;;
        'volume inspect '*) ${isOnDisk ? `printf '%s\\n' ${JSON.stringify(webroot)}` : 'exit 1'} ;;
        *--entrypoint\\ sh* | *--entrypoint\\ rm*) : ;;
        *'certonly '*) ${order} ;;
        *) exit 97 ;;
      esac`,
    );
  };
  const run = async (step: string, values: Readonly<Record<string, string>> = {}): Promise<Deployed> =>
    await host.deploy({
      steps: [step],
      values: {
        ...{ RELEASE: 'r1', EXPECT_CURRENT: 'r1', PROBE_TOKEN: 'probe-1', CERTBOT_WEBROOT: '/var/www/acme' },
        ...{ CERTIFICATE_NAME: 'a.example.com', ACME_SERVER: 'https://acme.test/dir', EMAIL: '', ...values },
      },
      parts: [
        { path: 'write-probe.sh', mode: 0o755, content: readTemplate('host/write-probe.sh') },
        { path: 'names', mode: 0o644, content: 'a.example.com\nwww.example.com\n' },
        { path: 'certify-words', mode: 0o644, content: '' },
      ],
    });
  const inWebroot = (path: string): string => host.read(join('../../the webroot', path));
  const containers = (): readonly string[] => host.calls('docker').filter((call) => call.includes(' run '));

  test('the probe is written where the authority will look, without a container of its own, and taken away after', async () => {
    engine('echo Successfully received certificate.');
    expect((await run('probe')).done).toBe('applied');
    expect(inWebroot(probe)).toBe('probe-1');
    expect(containers()).toEqual([]);
    expect((await run('certify')).done).toBe('applied');
    expect(() => inWebroot(probe)).toThrow('ENOENT');
    expect(containers()).toHaveLength(1);
  });

  test('a webroot that only containers see is written to by one', async () => {
    engine('true', false);
    expect((await run('probe')).done).toBe('applied');
    // The script itself is an argument, so the call takes several lines.
    const calls = host.calls('docker').join('\n');
    expect(calls).toContain('--entrypoint sh certbot -c #!/bin/sh');
    expect(calls).toMatch(/ write-probe \/var\/www\/acme\/\.well-known\/acme-challenge probe-1$/);
    expect((await run('certify')).done).toBe('applied');
    expect(containers().at(-1)).toMatch(/--entrypoint rm certbot -f \/var\/www\/acme\/\.well-known.*probe-1$/);
  });

  test('so is one of the stack itself, whose volume is not looked for', async () => {
    engine('true');
    expect((await run('probe', { WEBROOT_VOLUME: '' })).done).toBe('applied');
    expect(containers()).toHaveLength(1);
  });

  test('every name is asked for under one lineage, and what is there is kept', async () => {
    engine('true');
    await run('certify');
    expect(containers()[0]).toMatch(
      /--cert-name a\.example\.com --keep-until-expiring .* --domain a\.example\.com --domain www\.example\.com$/,
    );
  });

  test('a refusal is told with what the authority said, after one order', async () => {
    engine('echo "too many certificates already issued"; exit 1');
    expect((await run('certify')).failure).toMatchObject({
      code: 'certificate-request-failed',
      text: 'too many certificates already issued',
    });
    expect(containers()).toHaveLength(1);
  });

  test('an order that was never judged, for want of a fresh nonce, is sent once more', async () => {
    engine('[ -e ../once ] || { touch ../once; echo "urn:ietf:params:acme:error:badNonce"; exit 1; }');
    expect((await run('certify')).done).toBe('applied');
    expect(containers()).toHaveLength(2);
  });
});
