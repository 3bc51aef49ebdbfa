import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { HostJob } from '../../src/host/job.js';
import { bundledNames } from '../../src/proxy/names.js';
import { SHELLS, TestHost, type Deployed } from '../support/host-program.js';

jest.setTimeout(30_000);

const certbot = bundledNames.certbotService;
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
  const run = async (
    step: string,
    site: Partial<HostJob['site']> = {},
    command: readonly string[] = [],
    standalone = false,
  ): Promise<Deployed> =>
    await host.deploy({
      steps: [step],
      job: { release: 'r1', expected_release: 'r1', site },
      data: {
        probe: { token: 'probe-1' },
        certify: {
          ...{ names: ['a.example.com', 'www.example.com'], command, acme_server: 'https://acme.test/dir' },
          ...{ email: null, probe_token: 'probe-1', standalone },
        },
      },
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
    const [written] = containers();
    expect(written).toContain(` --no-deps --entrypoint sh ${certbot} -c `);
    expect(written).toMatch(/ write-probe \/var\/www\/acme\/\.well-known\/acme-challenge probe-1$/);
    expect((await run('certify')).done).toBe('applied');
    const removed = `--entrypoint rm ${certbot} -f /var/www/acme/\\.well-known.*probe-1$`;
    expect(containers().at(-1)).toMatch(new RegExp(removed));
  });

  test('so is one of the stack itself, whose volume is not looked for', async () => {
    engine('true');
    expect((await run('probe', { webroot_volume: null })).done).toBe('applied');
    expect(containers()).toHaveLength(1);
  });

  test('every name is asked for under one lineage, and what is there is kept', async () => {
    engine('true');
    await run('certify');
    expect(containers()[0]).toMatch(
      /--cert-name a\.example\.com --keep-until-expiring .* --domain a\.example\.com --domain www\.example\.com$/,
    );
  });

  test('an account has no address where none is given, and the command of the repository is called word by word', async () => {
    engine('true');
    await run('certify');
    const options = '--label ec2-https-deploy.run=f00d --quiet-pull --no-deps';
    const [requested] = containers();
    expect(requested).toContain(` run --rm -T ${options} --entrypoint certbot ${certbot} certonly `);
    expect(requested).toContain(' --register-unsafely-without-email ');
    host.stub('docker', 'for word in "$@"; do printf "[%s]" "$word"; done');
    const own = await run('certify', {}, ['sh', '-c', 'echo "$HOME" *']);
    expect(own.log.join('')).toContain(`[--quiet-pull][${certbot}][sh][-c][echo "$HOME" *]`);
  });

  describe('before the stack’s own nginx starts', () => {
    const own = {
      proxy_service: 'nginx',
      has_own_proxy: true,
      certbot_service: 'certbot',
      certbot_webroot: '/var/www/certbot',
      webroot_volume: null,
    };
    const standalone = (): Promise<Deployed> => run('certify', own, [], true);
    /** `holders` publish port 80; those that run are in `running`. */
    const engineWith = (holders: string, running: string, order = 'true'): void =>
      host.stub(
        'docker',
        `case "$*" in
          'ps '*status=running*) echo ${running} ;;
          'ps '*) echo ${holders} ;;
          *' run '*) ${order} ;;
          stop*|start*) : ;;
          *) exit 97 ;;
        esac`,
      );
    const calls = (): readonly string[] => host.calls('docker').filter((call) => / run |^(stop|start) /.test(call));

    test('certbot listens on port 80 itself, and renews by the webroot later', async () => {
      engineWith('', '');
      expect((await standalone()).done).toBe('applied');
      const [call = '', ...more] = calls();
      expect(more).toEqual([]);
      expect(call).toMatch(/ --no-deps --publish 80:80 --entrypoint sh certbot -c /);
      expect(call).toContain(
        ' certbot-standalone a.example.com /var/www/certbot certonly --non-interactive --agree-tos --standalone ',
      );
      host.write(
        'le/renewal/a.example.com.conf',
        'version = 4.0\n[renewalparams]\nauthenticator = standalone\nserver = s\n',
      );
      host.stub('certbot', 'true');
      const script = (/ -c (.*) certbot-standalone /.exec(call)?.[1] ?? '').replace(
        '/etc/letsencrypt',
        `${host.root}/le`,
      );
      expect(host.run(['-c', script, 'sh', 'a.example.com', '/var/www/certbot', 'certonly']).status).toBe(0);
      expect(host.read('le/renewal/a.example.com.conf')).toBe(
        'version = 4.0\n[renewalparams]\nauthenticator = webroot\nwebroot_path = /var/www/certbot,\nserver = s\n',
      );
    });

    test('what holds port 80 makes way, and is started again whatever becomes of the request', async () => {
      engineWith('edge1', 'edge1', 'echo refused; exit 1');
      expect((await standalone()).failure).toMatchObject({ code: 'certificate-request-failed', text: 'refused' });
      expect(calls().map((call) => call.split(' ')[0])).toEqual(['stop', 'compose', 'start']);
    });

    test('one that crashed is stopped and not started again', async () => {
      engineWith('nginx1', '');
      expect((await standalone()).done).toBe('applied');
      expect(calls().some((call) => call.startsWith('start '))).toBe(false);
    });
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
