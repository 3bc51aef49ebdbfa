import { createPrivateKey, type KeyObject } from 'node:crypto';
import ssh2, { type ParsedKey } from 'ssh2';
import { DeployError, messageOf } from '../../errors/deploy-error.js';
import { Secret } from '../../secret.js';
import { describePublicKey, type PublicKey } from './fingerprint.js';
import { unwrapKeyText } from './pem.js';
import { openSshEd25519 } from './openssh.js';

const WHERE_TO_GET_IT = 'Paste the complete private key file (the .pem from EC2, or ~/.ssh/id_ed25519) into the secret';

/**
 * The same private key, without passphrase, in a format that the SSH client reads: repairs CRLF, a missing final newline,
 * literal `\n`, indentation, surrounding quotes and a body on one line; converts PKCS#8. A second repair changes nothing.
 * @throws DeployError ssh-key-unreadable, ssh-key-passphrase; no message contains any part of the key.
 */
export function repairPrivateKey(text: Secret, passphrase?: Secret): Secret {
  const unwrapped = unwrapKeyText(text.reveal());
  if (unwrapped.kind === 'problem') throw unreadable(unwrapped.what, unwrapped.hint ?? WHERE_TO_GET_IT);
  const secret = passphrase?.reveal();
  return new Secret(
    unwrapped.label === 'OPENSSH PRIVATE KEY' ? readOpenSsh(unwrapped.pem, secret) : readPem(unwrapped.pem, secret),
  );
}

/**
 * The key of the input for each attempt to connect, repaired at the first.
 * @throws DeployError (the returned function) as `repairPrivateKey` does
 */
export function givenKey(text: Secret, passphrase?: Secret): () => Promise<Secret> {
  let repaired: Secret | undefined;
  return () => Promise.resolve().then(() => (repaired ??= repairPrivateKey(text, passphrase)));
}

/** The public key of a repaired private key. */
export function publicKeyOf(repaired: Secret): PublicKey {
  return describePublicKey(parsedOf(repaired).getPublicSSH());
}

/** The repaired key for logging in. */
export function loginKeyOf(repaired: Secret): ParsedKey {
  return parsedOf(repaired);
}

/** The repaired key as a KeyObject for signing. */
export function keyObjectOf(repaired: Secret): KeyObject {
  return createPrivateKey(parsedOf(repaired).getPrivatePEM());
}

function readOpenSsh(pem: string, passphrase: string | undefined): string {
  const key = parse(pem, passphrase);
  if (!(key instanceof Error)) return passphrase === undefined ? pem : encode(createPrivateKey(key.getPrivatePEM()));
  const reason = key.message;
  if (/no passphrase given/i.test(reason)) throw passphraseMissing();
  if (/bad passphrase|integrity check/i.test(reason)) {
    // An unencrypted key that fails the same check is damaged, not encrypted.
    throw isEncryptedOpenSsh(pem) ? passphraseWrong() : unreadable('is damaged', WHERE_TO_GET_IT);
  }
  throw unreadable(`is an unreadable OpenSSH key (${reason})`, WHERE_TO_GET_IT);
}

function readPem(pem: string, passphrase: string | undefined): string {
  const isEncrypted = pem.includes('ENCRYPTED');
  if (isEncrypted && passphrase === undefined) throw passphraseMissing();
  try {
    return encode(createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase }));
  } catch (error) {
    if (error instanceof DeployError) throw error;
    if (isEncrypted) throw passphraseWrong();
    throw unreadable(`is truncated or damaged (${messageOf(error)})`, WHERE_TO_GET_IT);
  }
}

/** ssh2 does not read PKCS#8, and reads ed25519 only in OpenSSH's own format. */
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
        `is a ${key.asymmetricKeyType ?? 'secret'} key, which SSH does not support`,
        "Create a supported key: ssh-keygen -t ed25519 -f deploy -N ''",
      );
  }
}

function checked(pem: string): string {
  const key = parse(pem, undefined);
  if (!(key instanceof Error)) return pem;
  throw unreadable(
    `uses a curve that SSH does not support (${key.message})`,
    "Create another key: ssh-keygen -t ed25519 -f deploy -N ''",
  );
}

function parsedOf(repaired: Secret): ParsedKey {
  const key = parse(repaired.reveal(), undefined);
  if (key instanceof Error) throw unreadable('was not repaired before use', WHERE_TO_GET_IT);
  return key;
}

/** ssh2 also returns arrays (several keys in one file, which OpenSSH does not write) and throws on invalid base64. */
function parse(pem: string, passphrase: string | undefined): ParsedKey | Error {
  try {
    const parsed: ParsedKey | readonly ParsedKey[] | Error = ssh2.utils.parseKey(pem, passphrase);
    if (parsed instanceof Error) return parsed;
    const key = [parsed].flat()[0];
    return key?.isPrivateKey() === true ? key : new Error('it contains no private key');
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
    what: 'The private key needs a passphrase, and the input ssh-key-passphrase is empty',
    why: 'If the workflow sets a passphrase: maybe the secret is not configured or its name is misspelt.',
    hint: 'Set the input ssh-key-passphrase, or use a separate deployment key without a passphrase.',
  });
}

function passphraseWrong(): DeployError {
  return new DeployError({
    code: 'ssh-key-passphrase',
    what: 'The passphrase does not decrypt the private key',
    hint: 'Test it: ssh-keygen -y -f KEYFILE asks for the passphrase. Check for spaces and newlines at the ends of the secret.',
  });
}
