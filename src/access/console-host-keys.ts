import type { HostKeyPin } from '../ssh/host-keys/pin.js';
import { describePublicKey } from '../ssh/keys/fingerprint.js';

/** What syslog, systemd and cloud-init put before a line. */
const PREFIXES = [
  /^\[\s*\d+\.\d+\] /,
  /^(?:cloud-init|ci-info|ec2)(?:\[\d+\])?: /,
  /^<\d+>\w{3} [ \d]\d \d\d:\d\d:\d\d (?:cloud-init|ec2): /,
];

const FINGERPRINTS = 'SSH HOST KEY FINGERPRINTS';
const KEYS = 'SSH HOST KEY KEYS';

/**
 * The host keys that cloud-init wrote to the console when it made them (`cc_keys_to_console`). Several programs write to a console at
 * once, so lines may be torn: only complete keys of complete blocks count, the last such block of each kind, and if both kinds are there
 * they must agree. undefined: nothing that can be relied on.
 */
export function hostKeysInConsole(output: string): readonly HostKeyPin[] | undefined {
  const lines = output.split('\n').map(bareLine);
  const fingerprints = lastBlock(lines, FINGERPRINTS).flatMap(fingerprintIn);
  const keys = lastBlock(lines, KEYS).flatMap(keyIn);
  const known = new Set(fingerprints);
  if (fingerprints.length > 0 && keys.some(({ fingerprint }) => !known.has(fingerprint))) return undefined;
  if (keys.length > 0) return keys.map(({ type, base64 }) => ({ kind: 'key', type, base64 }));
  return fingerprints.length === 0 ? undefined : fingerprints.map((sha256) => ({ kind: 'fingerprint', sha256 }));
}

/** Without control codes and prefixes. */
function bareLine(line: string): string {
  let bare = line
    .replace(/\x1b\[[\d;?]*[A-Za-z]/g, '')
    .replace(/\p{Cc}/gu, '')
    .trim();
  for (const prefix of PREFIXES) bare = bare.replace(prefix, '');
  return bare.trim();
}

/** The lines of the last block that has a beginning and an end. */
function lastBlock(lines: readonly string[], title: string): readonly string[] {
  const isMark = (line: string | undefined, mark: string): boolean => line?.replaceAll('-', '') === `${mark} ${title}`;
  const end = lines.findLastIndex((line) => isMark(line, 'END'));
  const begin = lines.slice(0, Math.max(end, 0)).findLastIndex((line) => isMark(line, 'BEGIN'));
  return begin < 0 ? [] : lines.slice(begin + 1, end);
}

/** `256 SHA256:… root@host (ED25519)` */
function fingerprintIn(line: string): readonly string[] {
  const found = /^\d{3,5} (SHA256:[A-Za-z0-9+/]{43}) .*\((?:ED25519|RSA|ECDSA)\)$/.exec(line)?.[1];
  return found === undefined ? [] : [found];
}

/** `ssh-ed25519 AAAA… root@host`, if the key is whole. */
function keyIn(line: string): readonly ReturnType<typeof describePublicKey>[] {
  const [, type, base64] = /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp\d+) ([A-Za-z0-9+/]+=*)(?: |$)/.exec(line) ?? [];
  if (type === undefined || base64 === undefined) return [];
  const blob = Buffer.from(base64, 'base64');
  if (blob.toString('base64') !== base64 || !isWhole(blob)) return [];
  const key = describePublicKey(blob);
  return key.type === type ? [key] : [];
}

/** Whether the fields of a key's wire format (RFC 4253, section 6.6) end where the bytes end. */
function isWhole(blob: Buffer): boolean {
  let at = 0;
  let fields = 0;
  while (at + 4 <= blob.length) {
    at += 4 + blob.readUInt32BE(at);
    fields += 1;
  }
  return at === blob.length && fields >= 2;
}
