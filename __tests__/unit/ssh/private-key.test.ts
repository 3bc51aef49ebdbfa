import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { DeployError, explain } from '../../../src/errors/deploy-error.js';
import { loginKeyOf, repairPrivateKey, publicKeyOf } from '../../../src/ssh/keys/private-key.js';
import { Secret } from '../../../src/secret.js';

const directory = mkdtempSync(path.join(tmpdir(), 'keys-'));
afterAll(() => rmSync(directory, { recursive: true }));

interface TestKey {
  readonly name: string;
  readonly text: string;
  readonly fingerprint: string;
  readonly passphrase?: string;
}

function keygen(name: string, ...args: readonly string[]): TestKey {
  const file = path.join(directory, name);
  const at = args.indexOf('-N');
  const passphrase = at === -1 ? '' : (args[at + 1] ?? '');
  // One round: the default makes opening a key in pure JavaScript slow, which is not what is tested here.
  execFileSync('ssh-keygen', ['-q', '-a', '1', '-f', file, '-C', '', ...args, ...(at === -1 ? ['-N', ''] : [])]);
  return {
    name,
    text: readFileSync(file, 'utf8'),
    fingerprint: execFileSync('ssh-keygen', ['-lf', `${file}.pub`], { encoding: 'utf8' }).split(' ')[1] ?? '',
    ...(passphrase === '' ? {} : { passphrase }),
  };
}

const PASSPHRASE = 'ünlock me "now"';
const rsa = keygen('openssh-rsa', '-t', 'rsa', '-b', '2048');
const ed = keygen('openssh-ed25519', '-t', 'ed25519');
const ec = keygen('openssh-ecdsa', '-t', 'ecdsa', '-b', '384');
const rsaPem = keygen('pem-rsa', '-t', 'rsa', '-b', '2048', '-m', 'PEM');
const ecPem = keygen('pem-ec', '-t', 'ecdsa', '-b', '521', '-m', 'PEM');
const locked = [
  keygen('locked-openssh-rsa', '-t', 'rsa', '-b', '2048', '-N', PASSPHRASE),
  keygen('locked-openssh-ed25519', '-t', 'ed25519', '-N', PASSPHRASE),
  keygen('locked-openssh-ecdsa', '-t', 'ecdsa', '-N', PASSPHRASE),
  keygen('locked-pem-rsa', '-t', 'rsa', '-b', '2048', '-m', 'PEM', '-N', PASSPHRASE),
  keygen('locked-pkcs8-rsa', '-t', 'rsa', '-b', '2048', '-m', 'PKCS8', '-N', PASSPHRASE),
  keygen('locked-pkcs8-ec', '-t', 'ecdsa', '-m', 'PKCS8', '-N', PASSPHRASE),
];
/** The same key in another cloth. */
const pkcs8 = (key: TestKey, name: string): TestKey => ({
  ...key,
  name,
  text: createPrivateKey(key.text).export({ type: 'pkcs8', format: 'pem' }).toString(),
});
const pkcs8Ed = ((): TestKey => {
  const text = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { name: 'pkcs8-ed25519', text, fingerprint: publicKeyOf(repairPrivateKey(new Secret(text))).fingerprint };
})();
const plain = [rsa, ed, ec, rsaPem, ecPem, pkcs8(rsaPem, 'pkcs8-rsa'), pkcs8(ecPem, 'pkcs8-ec'), pkcs8Ed];

const mend = (text: string, passphrase?: string): Secret =>
  repairPrivateKey(new Secret(text), passphrase === undefined ? undefined : new Secret(passphrase));

function failureOf(text: string, passphrase?: string): DeployError {
  try {
    mend(text, passphrase);
  } catch (error) {
    if (error instanceof DeployError) return error;
    throw error;
  }
  throw new Error('The key was taken.');
}

const damages: readonly (readonly [string, (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['no final newline', (text) => text.trimEnd()],
  ['written-out \\n', (text) => text.replaceAll('\n', '\\n')],
  ['written-out \\r\\n', (text) => text.replaceAll('\n', '\\r\\n')],
  ['indentation', (text) => text.replaceAll(/^/gm, '      ')],
  ['tabs and blank lines', (text) => `\n\n${text.replaceAll('\n', '\n\n\t')}`],
  ['double quotes', (text) => `"${text.trimEnd()}"`],
  ['single quotes', (text) => ` '${text.trimEnd()}' \n`],
  ['a body on one line', (text) => text.replaceAll(/([^-])\n(?!-)/g, '$1')],
  ['spaces for newlines', (text) => text.trimEnd().replaceAll('\n', ' ')],
  ['a byte order mark', (text) => `\uFEFF${text}`],
  ['text around it', (text) => `my key:\n${text}\nbye`],
  ['base64 of the file', (text) => Buffer.from(text).toString('base64')],
];

describe.each(plain)('the key $name', ({ text, fingerprint }) => {
  test.each(damages)('with %s is mended', (_, damage) => {
    const mended = mend(damage(text));
    expect(publicKeyOf(mended).fingerprint).toBe(fingerprint);
    expect(mend(mended.reveal()).reveal()).toBe(mended.reveal());
  });

  test('does not mind a passphrase that it does not need', () => {
    expect(publicKeyOf(mend(text, 'not needed')).fingerprint).toBe(fingerprint);
  });

  test('signs, once it is repaired, so that its public half verifies', () => {
    const key = loginKeyOf(mend(text));
    const data = Buffer.from('who logs in');
    expect(key.verify(data, key.sign(data))).toBe(true);
  });

  test('cut in half is refused without showing any of it', () => {
    const lines = text.trimEnd().split('\n');
    const body = lines.slice(1, -1).join('\n');
    const half = [lines[0], body.slice(0, body.length / 2), lines.at(-1)].join('\n');
    const failure = failureOf(half);
    expect(failure.code).toBe('ssh-key-unreadable');
    expect(explain(failure)).not.toContain((lines[1] ?? '').slice(0, 12));
  });
});

describe.each(locked)('the locked key $name', ({ text, fingerprint, passphrase }) => {
  test.each(damages.filter(([name]) => !name.includes('around')))(
    'with %s is opened, and needs no passphrase any more',
    (_, damage) => {
      const mended = mend(damage(text), passphrase);
      expect(publicKeyOf(mended).fingerprint).toBe(fingerprint);
      expect(mend(mended.reveal()).reveal()).toBe(mended.reveal());
    },
  );

  test('is not opened by another passphrase, nor by none', () => {
    expect(failureOf(text, 'wrong')).toMatchObject({
      code: 'ssh-key-passphrase',
      what: expect.stringContaining('does not decrypt'),
    });
    expect(failureOf(text)).toMatchObject({
      code: 'ssh-key-passphrase',
      what: expect.stringContaining('ssh-key-passphrase is empty'),
    });
  });
});

describe('what is no private key is named for what it is', () => {
  const publicLine = readFileSync(path.join(directory, 'openssh-ed25519.pub'), 'utf8');
  test.each([
    ['', 'is empty', 'is not configured or its name is misspelt'],
    [' \n', 'is empty', 'misspelt'],
    ['""', 'is empty', 'misspelt'],
    [publicLine, 'is a public key', 'without .pub'],
    ['-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', 'is a public key', 'without .pub'],
    ['PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none', 'is a PuTTY key', 'puttygen'],
    [ed.text.slice(0, 200), 'is incomplete', 'complete'],
    [ed.text.slice(100), 'is incomplete', 'complete'],
    ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'is a certificate', 'complete'],
    ['~/.ssh/id_ed25519', 'is a file name', 'complete'],
    ['hunter2', 'is not a key', 'complete'],
    ['-----BEGIN RSA PRIVATE KEY-----\n-----END RSA PRIVATE KEY-----', 'damaged', 'complete'],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nQUJD\n-----END OPENSSH PRIVATE KEY-----', 'unreadable', 'complete'],
  ])('%j', (text, what, hint) => {
    const failure = failureOf(text);
    expect(failure.code).toBe('ssh-key-unreadable');
    expect(failure.what).toContain(what);
    expect(failure.hint).toContain(hint);
  });

  test.each([
    ['RSA-PSS', generateKeyPairSync('rsa-pss', { modulusLength: 2048 })],
    ['X25519', generateKeyPairSync('x25519')],
    ['Ed448', generateKeyPairSync('ed448')],
    ['secp256k1', generateKeyPairSync('ec', { namedCurve: 'secp256k1' })],
  ])('a key of the kind %s, which SSH does not support', (_, { privateKey }) => {
    const failure = failureOf(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    expect(failure).toMatchObject({
      code: 'ssh-key-unreadable',
      what: expect.stringContaining('SSH does not support'),
    });
  });
});
