import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestHost } from '../support/host-program.js';
import { renewalAt } from '../support/renewal.js';

jest.setTimeout(30_000);

describe('a renewal whose certbot fails', () => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost('dash');
    host.release('r1');
    for (const { path, content } of renewalAt(host.root).program) host.write(`renewal/current/${path}`, content);
    host.stub('docker', 'case "$*" in *" run --rm -T "*) exit 1 ;; esac');
  });
  afterEach(() => host[Symbol.dispose]());

  const renew = (): number | null => host.run(['-c', 'exec python3 -BE "$1/renewal/current"', 'sh', host.root]).status;

  test('has it request the certificate of the site alone, and fails if that fails', () => {
    expect(renew()).toBe(1);
    const runs = host.calls('docker').filter((call) => call.includes(' run --rm -T '));
    expect(runs.map((call) => call.includes('--cert-name a.example.com'))).toEqual([false, true]);
  });

  test('removes what programs left that were killed, with the secrets in it', () => {
    const left = join(host.home, '.ec2-https-deploy.abcdefgh');
    mkdirSync(left);
    writeFileSync(join(left, 'alive'), '');
    writeFileSync(join(left, 'env'), 'SECRET=1');
    renew();
    expect(existsSync(left)).toBe(false);
  });
});
