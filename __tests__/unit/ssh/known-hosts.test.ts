import { describe, expect, test } from '@jest/globals';
import { githubHostKeys, GITHUB_KNOWN_HOSTS } from '../../../src/ssh/host-keys/github.js';
import { hostKeyAlgorithms, hostKeyError, isTrusted } from '../../../src/ssh/host-keys/verify.js';
import { parseHostKeyPolicy } from '../../../src/ssh/host-keys/known-hosts.js';
import type { HostKeyPolicy } from '../../../src/ssh/host-keys/pin.js';

const [ED = '', EC = '', RSA = ''] = GITHUB_KNOWN_HOSTS.map((line) => line.slice('github.com '.length));
const ED_PRINT = 'SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU';
const EC_PRINT = 'SHA256:p2QAMXNIC1TJYWeIOttrVc98/R1BUFWu3/LiyKgUfQM';
const RSA_PRINT = 'SHA256:uNiVztksCsDhcc0u9e8BujQXVUpKZIDTMczCvj3tD2s';

const parsed = (text: string): HostKeyPolicy => {
  const policy = parseHostKeyPolicy(text);
  if ('problem' in policy) throw new Error(policy.problem);
  return policy;
};
const problemOf = (text: string): string => {
  const policy = parseHostKeyPolicy(text);
  return 'problem' in policy ? policy.problem : `no problem, but ${policy.kind}`;
};

test("GitHub's published keys have GitHub's published fingerprints", () => {
  expect(githubHostKeys().map((key) => key.fingerprint)).toEqual([ED_PRINT, EC_PRINT, RSA_PRINT]);
});

describe('parseHostKeyPolicy', () => {
  test.each(['', '  \n '])('%j: nothing is known', (text) => {
    expect(parseHostKeyPolicy(text)).toEqual({ kind: 'unknown' });
  });

  test('accept-any must be asked for by that word', () => {
    expect(parseHostKeyPolicy(' accept-any\n')).toEqual({ kind: 'accept-any' });
    expect(problemOf('Accept-Any')).toContain('Accept-Any');
    expect(problemOf('no')).toContain('neither');
  });

  test.each([
    ['a bare key', ED],
    ['a .pub file', `${ED} root@ip-10-0-0-1`],
    ['known_hosts', `example.com,203.0.113.7 ${ED}`],
    ['another port', `[example.com]:2222 ${ED}`],
    ['a hashed name', `|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= ${ED}`],
    ['a comment before it', `# scanned today\r\nexample.com ${ED}\r\n`],
  ])('reads %s', (_, text) => {
    expect(parsed(text)).toEqual({
      kind: 'pinned',
      pins: [{ kind: 'key', type: 'ssh-ed25519', base64: ED.split(' ')[1] }],
    });
  });

  test.each([
    ['newlines', `${ED_PRINT}\n${EC_PRINT}\n`],
    ['spaces', `${ED_PRINT} ${EC_PRINT}`],
    ['commas', `${ED_PRINT}, ${EC_PRINT}`],
    ['ssh-keygen -l', `256 ${ED_PRINT} root@host (ED25519)\n256 ${EC_PRINT} root@host (ECDSA)`],
    ['padding', `${ED_PRINT}= ${EC_PRINT}=`],
  ])('reads fingerprints with %s', (_, text) => {
    expect(parsed(text)).toEqual({
      kind: 'pinned',
      pins: [ED_PRINT, EC_PRINT].map((sha256) => ({ kind: 'fingerprint', sha256 })),
    });
  });

  test('reads keys and fingerprints together', () => {
    expect(parsed(`h ${ED}\nh ${RSA}\n${EC_PRINT}`)).toMatchObject({
      pins: [{ type: 'ssh-ed25519' }, { type: 'ssh-rsa' }, { kind: 'fingerprint' }],
    });
  });

  test.each([
    ['SHA256:short', '43 characters'],
    [`${ED_PRINT} $(touch /tmp/x)`, 'and other text'],
    ['16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48', 'MD5'],
    [`@cert-authority *.example.com ${ED}`, 'certificate authority'],
    [`@revoked * ${ED}`, 'revoked'],
    ['example.com ssh-ed25519 AAAA', 'no complete ssh-ed25519 key'],
    [`example.com ssh-rsa ${ED.split(' ')[1] ?? ''}`, "contains a key of type 'ssh-ed25519'"],
    ['# only a comment', 'only comments'],
    ['yes', 'neither'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(problemOf(text)).toContain(problem);
  });
});

describe('a host key', () => {
  const [ed, ec, rsa] = githubHostKeys();

  test('counts by being the key, however it was pinned', () => {
    if (ed === undefined || ec === undefined) throw new Error('no keys');
    for (const text of [ED, ED_PRINT, `other.name ${ED}`]) {
      expect([isTrusted(parsed(text), ed), isTrusted(parsed(text), ec)]).toEqual([true, false]);
    }
    expect([isTrusted({ kind: 'unknown' }, ed), isTrusted({ kind: 'accept-any' }, ed)]).toEqual([false, true]);
  });

  test('of a pinned type is asked for first', () => {
    expect(hostKeyAlgorithms(parsed(RSA), new Set())[0]).toBe('rsa-sha2-512');
    expect(hostKeyAlgorithms(parsed(EC), new Set())[0]).toBe('ecdsa-sha2-nistp256');
    expect(hostKeyAlgorithms(parsed(ED_PRINT), new Set(['ssh-ed25519']))).not.toContain('ssh-ed25519');
  });

  test('that is unknown is shown with ways to check it, which hold no shell text from outside', () => {
    if (rsa === undefined) throw new Error('no keys');
    const error = hostKeyError({ kind: 'unknown' }, rsa, { host: 'h; rm -rf /', port: 2222 });
    expect(error.code).toBe('host-key-unknown');
    expect(error.what).toContain(RSA_PRINT);
    for (const way of [RSA_PRINT, 'get-console-output', 'ssh-keygen -lf', "ssh-keyscan -p 2222 'h; rm -rf /'"]) {
      expect(error.hint).toContain(way);
    }
  });
});
