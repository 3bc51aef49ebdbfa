import { describe, expect, test } from '@jest/globals';
import { hostKeysInConsole } from '../../../src/access/console-host-keys.js';
import { consoleBlocks, consoleOutput, makeHostKeys } from '../../support/console-output.js';

const keys = makeHostKeys();
const blocks = consoleBlocks(keys);
const pinsOf = (of: typeof keys) =>
  of.map(({ line }) => {
    const [type, base64] = line.split(' ');
    return { kind: 'key', type, base64 };
  });

describe('host keys in the console output', () => {
  test('are the keys that cloud-init wrote', () => {
    expect(hostKeysInConsole(consoleOutput(blocks))).toEqual(pinsOf(keys));
  });

  test('are the fingerprints where only those arrived', () => {
    expect(hostKeysInConsole(consoleOutput({ fingerprints: blocks.fingerprints }))).toEqual(
      keys.map(({ listing }) => ({ kind: 'fingerprint', sha256: listing.split(' ')[1] })),
    );
  });

  test('are found behind the prefixes of systemd, of the kernel and of older versions', () => {
    const output = consoleOutput(blocks)
      .split('\r\n')
      .map((line) => line.replace('cloud-init: ', 'ec2: '))
      .map((line) => (/SSH HOST KEY|^ssh-|^ecdsa/.test(line) ? `[   27.503412] cloud-init[1727]: ${line}` : line))
      .join('\n');
    expect(hostKeysInConsole(output)).toEqual(pinsOf(keys));
  });

  test('are found among colours and control codes', () => {
    const output = consoleOutput({ keys: blocks.keys.replaceAll('ssh-', '\u001b[0;32mssh-') });
    expect(hostKeysInConsole(output)).toEqual(pinsOf(keys));
  });

  test('are those of the last complete block: an image may have brought others', () => {
    const before = consoleBlocks(makeHostKeys());
    const output = `${consoleOutput(before)}\n${consoleOutput(blocks)}\n-----BEGIN SSH HOST KEY KEYS-----\n`;
    expect(hostKeysInConsole(output)).toEqual(pinsOf(keys));
  });

  test('are without those whose line was torn', () => {
    const [ecdsa = keys[0], ed25519, rsa] = keys;
    const torn = blocks.keys.replace(ed25519?.line ?? '', (ed25519?.line ?? '').slice(0, 50));
    expect(hostKeysInConsole(consoleOutput({ keys: torn }))).toEqual(pinsOf([ecdsa, rsa].flatMap((key) => key ?? [])));
  });
});

describe('nothing is found', () => {
  test.each([
    ['in an empty output', ''],
    ['without a block', consoleOutput({})],
    ['in a block without its end', consoleOutput({ keys: blocks.keys.split('-----END')[0] ?? '' })],
    ['in keys outside of a block', keys.map(({ line }) => line).join('\n')],
    ['in an empty block', '-----BEGIN SSH HOST KEY KEYS-----\n-----END SSH HOST KEY KEYS-----'],
    [
      'where fingerprints and keys contradict each other',
      consoleOutput({ ...blocks, keys: consoleBlocks(makeHostKeys()).keys }),
    ],
  ])('%s', (_, output) => {
    expect(hostKeysInConsole(output)).toBeUndefined();
  });

  test('where a line of another program was written into a key', () => {
    const [key] = makeHostKeys(['ed25519']);
    const line = key?.line ?? '';
    const torn = `${line.slice(0, 40)}[  30.1] docker0: port 1(veth) entered${line.slice(40)}`;
    const block = `-----BEGIN SSH HOST KEY KEYS-----\n${torn}\n-----END SSH HOST KEY KEYS-----`;
    expect(hostKeysInConsole(block)).toBeUndefined();
  });
});
