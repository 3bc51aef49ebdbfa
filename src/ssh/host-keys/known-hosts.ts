import type { HostKeyPin, HostKeyPolicy } from './pin.js';
import { messageOf } from '../../errors/deploy-error.js';
import { WireReader } from '../wire.js';

/** Base64 of 32 bytes without its padding. */
const FINGERPRINT = /^SHA256:([A-Za-z0-9+/]{43})=?$/;
const KEY_TYPE = /^(ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521))$/;

/**
 * Parses the `host-key` input: empty, `accept-any`, known_hosts lines, keys as in a `.pub` file, or fingerprints, in any mix
 * and number. The names of known_hosts lines are ignored (they may be hashed); only the key counts.
 */
export function parseHostKeyPolicy(text: string): HostKeyPolicy | { readonly problem: string } {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'unknown' };
  if (trimmed === 'accept-any') return { kind: 'accept-any' };

  const lines = trimmed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const pins: HostKeyPin[] = [];
  for (const line of lines) {
    const read = parseLine(line);
    if (typeof read === 'string') return { problem: read };
    pins.push(...read);
  }
  return pins.length === 0 ? { problem: 'it contains only comments' } : { kind: 'pinned', pins };
}

function parseLine(line: string): readonly HostKeyPin[] | string {
  const words = line.split(/[\s,]+/).filter((word) => word !== '');
  if (words.some((word) => word.startsWith('SHA256:'))) return parseFingerprints(line, words);
  if (line.startsWith('MD5:') || /^([0-9a-f]{2}:){15}[0-9a-f]{2}$/i.test(line)) {
    return `'${shown(line)}' is an MD5 fingerprint, which is not secure; use the SHA256 fingerprint (ssh-keygen -lf FILE)`;
  }
  return parseKeyLine(line);
}

/** Also the line `256 SHA256:… comment (ED25519)` as `ssh-keygen -l` and the EC2 console output print it. */
function parseFingerprints(line: string, words: readonly string[]): readonly HostKeyPin[] | string {
  const pins: HostKeyPin[] = [];
  for (const word of words.filter((candidate) => candidate.startsWith('SHA256:'))) {
    const sha256 = FINGERPRINT.exec(word)?.[1];
    if (sha256 === undefined)
      return `'${shown(word)}' is not a complete SHA256 fingerprint (43 characters after 'SHA256:')`;
    pins.push({ kind: 'fingerprint', sha256: `SHA256:${sha256}` });
  }
  const isList = words.every((word) => word.startsWith('SHA256:'));
  const isListing = /^\d+\s+SHA256:\S+(\s.*)?$/.test(line);
  return isList || isListing ? pins : `'${shown(line)}' contains a fingerprint and other text`;
}

function parseKeyLine(line: string): readonly HostKeyPin[] | string {
  const words = line.split(/\s+/);
  if (words[0] === '@revoked') return `'${shown(line)}' is a revoked key; remove the line`;
  if (words[0] === '@cert-authority') {
    return `'${shown(line)}' is a certificate authority, which is not supported; use the host's own key`;
  }
  const at = words.findIndex((word) => KEY_TYPE.test(word));
  const type = words[at];
  const base64 = words[at + 1];
  if (type === undefined || base64 === undefined || at > 1) {
    return `'${shown(line)}' is neither a known_hosts line, nor a key, nor a fingerprint 'SHA256:…', nor accept-any`;
  }
  try {
    const blob = Buffer.from(base64, 'base64');
    const held = new WireReader(blob).text();
    if (held !== type) return `'${shown(line)}' says ${type} but contains a key of type '${shown(held)}'`;
    return [{ kind: 'key', type, base64: blob.toString('base64') }];
  } catch (error) {
    return `'${shown(line)}' contains no complete ${type} key: ${messageOf(error)}`;
  }
}

function shown(text: string): string {
  const printable = text.replace(/[^\x20-\x7e]/g, '?');
  return printable.length > 60 ? `${printable.slice(0, 57)}…` : printable;
}
