import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface HostKey {
  /** `ssh-ed25519 AAAA… root@host` */
  readonly line: string;
  /** `256 SHA256:… root@host (ED25519)` */
  readonly listing: string;
}

/** Host keys as ssh-keygen makes them at the first boot. */
export function makeHostKeys(types: readonly string[] = ['ecdsa', 'ed25519', 'rsa']): readonly HostKey[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'console-'));
  try {
    return types.map((type) => {
      const file = path.join(folder, type);
      const bits = type === 'rsa' ? ['-b', '2048'] : [];
      execFileSync('ssh-keygen', ['-q', '-t', type, ...bits, '-N', '', '-C', 'root@ip-10-0-0-7', '-f', file]);
      const listing = execFileSync('ssh-keygen', ['-lf', `${file}.pub`], { encoding: 'utf8' }).trim();
      return { line: readFileSync(`${file}.pub`, 'utf8').trim(), listing };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export interface Blocks {
  readonly fingerprints: string;
  readonly keys: string;
}

/** The two blocks of cloud-init's cc_keys_to_console, as they arrive on the console of an Ubuntu image. */
export function consoleBlocks(keys: readonly HostKey[]): Blocks {
  const logged = (text: string): string => `<14>Nov 27 08:01:02 cloud-init: ${text}`;
  const rule = '#'.repeat(61);
  return {
    fingerprints: [
      logged(rule),
      logged('-----BEGIN SSH HOST KEY FINGERPRINTS-----'),
      ...keys.map(({ listing }) => logged(listing)),
      logged('-----END SSH HOST KEY FINGERPRINTS-----'),
      logged(rule),
    ].join('\r\n'),
    keys: [
      '-----BEGIN SSH HOST KEY KEYS-----',
      ...keys.map(({ line }) => line),
      '-----END SSH HOST KEY KEYS-----',
    ].join('\r\n'),
  };
}

/** A whole console: what the kernel and cloud-init write before and after. */
export function consoleOutput({ fingerprints, keys }: Partial<Blocks>): string {
  return [
    '[    0.000000] Linux version 6.8.0-1019-aws (buildd@lcy02-amd64-102)',
    '[   12.104312] cloud-init[612]: Generating public/private ed25519 key pair.',
    'ci-info: +++++++++++++Authorized keys from /home/ubuntu/.ssh/authorized_keys for user ubuntu+++++++++++++',
    ...(fingerprints === undefined ? [] : [fingerprints]),
    ...(keys === undefined ? [] : [keys]),
    '[   27.503412] cloud-init[1727]: Cloud-init v. 24.3.1 finished at Fri, 27 Nov 2026 08:01:02 +0000.',
    '',
    'ip-10-0-0-7 login: ',
  ].join('\r\n');
}
