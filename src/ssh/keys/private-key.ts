import { createPrivateKey, type KeyObject } from 'node:crypto';
import ssh2, { type ParsedKey } from 'ssh2';
import { DeployError, messageOf } from '../../errors/deploy-error.js';
import { Secret } from '../../secret.js';
import { describePublicKey, type PublicKey } from './fingerprint.js';
import { unwrapKeyText } from './pem.js';
import { openSshEd25519 } from './openssh.js';

const WHERE_TO_GET_IT =
  'Paste the whole private key file (the .pem that EC2 gave you, or ~/.ssh/id_ed25519) into the secret';

/**
 * The same private key, without passphrase, in a form that the SSH client reads: CRLF, a missing final newline, written-out
 * `\n`, indentation, quotes around it and a body on one line are mended, PKCS#8 is converted. Mending twice changes nothing.
 * @throws DeployError ssh-key-unreadable, ssh-key-passphrase; no message holds any part of the key.
 */
export function mendPrivateKey(text: Secret, passphrase?: Secret): Secret {
  const unwrapped = unwrapKeyText(text.reveal());
  if (unwrapped.kind === 'problem') throw unreadable(unwrapped.what, unwrapped.hint ?? WHERE_TO_GET_IT);
  const secret = passphrase?.reveal();
  return new Secret(
    unwrapped.label === 'OPENSSH PRIVATE KEY' ? readOpenSsh(unwrapped.pem, secret) : readPem(unwrapped.pem, secret),
  );
}

/** The public half of a mended key: what the host is offered. */
export function publicKeyOf(mended: Secret): PublicKey {
  return describePublicKey(parsedOf(mended).getPublicSSH());
}

/** The repaired key for logging in. */
export function loginKeyOf(mended: Secret): ParsedKey {
  return parsedOf(mended);
}

/** The mended key for signing. */
export function keyObjectOf(mended: Secret): KeyObject {
  return createPrivateKey(parsedOf(mended).getPrivatePEM());
}

function readOpenSsh(pem: string, passphrase: string | undefined): string {
  const key = parse(pem, passphrase);
  if (!(key instanceof Error)) return passphrase === undefined ? pem : encode(createPrivateKey(key.getPrivatePEM()));
  const reason = key.message;
  if (/no passphrase given/i.test(reason)) throw passphraseMissing();
  if (/bad passphrase|integrity check/i.test(reason)) {
    // An unencrypted key that fails the same check was damaged, not locked.
    throw isEncryptedOpenSsh(pem) ? passphraseWrong() : unreadable('is damaged', WHERE_TO_GET_IT);
  }
  throw unreadable(`is an OpenSSH key that cannot be read (${reason})`, WHERE_TO_GET_IT);
}

function readPem(pem: string, passphrase: string | undefined): string {
  const isEncrypted = pem.includes('ENCRYPTED');
  if (isEncrypted && passphrase === undefined) throw passphraseMissing();
  try {
    return encode(createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase }));
  } catch (error) {
    if (error instanceof DeployError) throw error;
    if (isEncrypted) throw passphraseWrong();
    throw unreadable(`is cut off or damaged (${messageOf(error)})`, WHERE_TO_GET_IT);
  }
}

/** ssh2 reads neither PKCS#8 nor ed25519 outside of OpenSSH's own format. */
function encode(key: KeyObject): string {
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return key.export({ type: 'pkcs1', format: 'pem' }).toString();
    case 'ec':
      return checked(key.export({ type: 'sec1', format: 'pem' }).toString());
    case 'ed25519':
      return openSshEd25519(key);
    default:
      throw unreadable(
        `is a ${key.asymmetricKeyType ?? 'secret'} key, which SSH does not use`,
        "Make one that it uses: ssh-keygen -t ed25519 -f deploy -N ''",
      );
  }
}

function checked(pem: string): string {
  const key = parse(pem, undefined);
  if (!(key instanceof Error)) return pem;
  throw unreadable(
    `has a curve that SSH does not use (${key.message})`,
    "Make another: ssh-keygen -t ed25519 -f deploy -N ''",
  );
}

function parsedOf(mended: Secret): ParsedKey {
  const key = parse(mended.reveal(), undefined);
  if (key instanceof Error) throw unreadable('is not a key that was mended', WHERE_TO_GET_IT);
  return key;
}

/** ssh2 also returns arrays (keys with several in a file, which OpenSSH does not write) and throws on broken base64. */
function parse(pem: string, passphrase: string | undefined): ParsedKey | Error {
  try {
    const parsed: ParsedKey | readonly ParsedKey[] | Error = ssh2.utils.parseKey(pem, passphrase);
    if (parsed instanceof Error) return parsed;
    const key = [parsed].flat()[0];
    return key?.isPrivateKey() === true ? key : new Error('no private key in it');
  } catch (error) {
    return new Error(messageOf(error));
  }
}

function isEncryptedOpenSsh(pem: string): boolean {
  const body = Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');
  return !body.subarray(0, 40).includes('\0\0\0\x04none');
}

function unreadable(what: string, hint: string): DeployError {
  return new DeployError({ code: 'ssh-key-unreadable', what: `The private key ${what}`, hint });
}

function passphraseMissing(): DeployError {
  return new DeployError({
    code: 'ssh-key-passphrase',
    what: 'The private key is locked with a passphrase, and none was given',
    why: 'If a passphrase was meant to be given: maybe the secret has not been configured or its name is misspelt.',
    hint: 'Give the passphrase in the input ssh-key-passphrase, or use a key of its own for deployments without one.',
  });
}

function passphraseWrong(): DeployError {
  return new DeployError({
    code: 'ssh-key-passphrase',
    what: 'The passphrase does not open the private key',
    hint: 'Try it: ssh-keygen -y -f KEYFILE asks for it. Mind spaces and newlines at the ends of the secret.',
  });
}
