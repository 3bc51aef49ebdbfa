import { describe, expect, test } from '@jest/globals';
import { authFailedError, type Refusal } from '../../../src/ssh/errors.js';

const peer = { host: 'h', port: 22 };
const refusal: Refusal = {
  user: 'ec2-user',
  key: { type: 'ssh-ed25519', fingerprint: 'SHA256:x', base64: 'AAAA' },
  methods: ['publickey'],
  message: 'permission denied',
  ident: undefined,
};
const firstHint = (changes: Partial<Refusal>) => authFailedError(peer, { ...refusal, ...changes }).hint.split('\n')[0];

describe('a rejected login names the user of the image', () => {
  test.each([
    ['SSH-2.0-OpenSSH_9.6p1 Ubuntu-3ubuntu13.5', 'ubuntu'],
    ['SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3', 'admin'],
  ])('where the SSH server is %s', (ident, user) => {
    expect(firstHint({ ident })).toContain(`set the input user to ${user}.`);
  });

  test.each([undefined, 'SSH-2.0-OpenSSH_8.7', 'SSH-2.0-ubuntuish'])('not where the SSH server is %s', (ident) => {
    expect(firstHint({ ident })).toContain('The input user depends on the image');
  });

  test('not where it is the user already', () => {
    expect(firstHint({ user: 'admin', ident: 'SSH-2.0-OpenSSH_9.2p1 Debian-2' })).toContain('depends on the image');
  });
});
