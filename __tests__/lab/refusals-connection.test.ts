import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { execOnHost, resetHost } from '../../lab/hosts.js';
import { openLab, type Lab } from '../../lab/lab.js';
import { makeRepository, runStep, type SmallRepository, type StepRun } from '../support/lab-step.js';
import { makeKey } from '../support/sshd.js';
import { watch } from '../support/untouched.js';

// Each case is a run of the action in a container of its own.
jest.setTimeout(60_000);

const domain = 'refused.lab.test';
let lab: Lab;
let site: SmallRepository;
let keys: string;
let changed: () => Promise<readonly string[]>;

const run = (inputs: Readonly<Record<string, string>>): Promise<StepRun> =>
  runStep(lab, 'amazon', site.folder, { domain, 'dry-run': 'true', ...inputs });
const key = (file: string): Promise<string> => readFile(path.join(keys, file), 'utf8');

beforeAll(async () => {
  lab = await openLab();
  site = await makeRepository('refused', { Dockerfile: 'FROM debian:stable\nCMD ["sleep", "infinity"]\n' });
  keys = await mkdtemp(path.join(tmpdir(), 'keys-'));
  await makeKey(path.join(keys, 'stranger'), 'ed25519');
  await makeKey(path.join(keys, 'locked'), 'ed25519', 'open sesame');
  await resetHost('amazon');
  changed = await watch(lab, 'amazon', domain);
}, 120_000);

afterAll(async () => {
  await site.remove();
  await rm(keys, { recursive: true, force: true });
});

test('no key', async () => {
  const refused = await run({ 'ssh-key': '' });
  expect(refused).toMatchObject({ exitCode: 1, code: 'invalid-input' });
  expect(refused.error).toMatch(/ssh-key: is empty; check that the secret exists/);
});

test.each([
  ['words', () => Promise.resolve('my key'), /is not a key in a known format/],
  ['a public key', () => key('stranger.pub'), /is a public key/],
  ['half a key', async () => (await key('stranger')).slice(0, 150), /is incomplete/],
  ['a key with damage inside', async () => (await key('stranger')).replace(/^b3Blbn/m, 'AAAAAA'), /private key/],
])('a broken key: %s', async (_name, broken, says) => {
  const refused = await run({ 'ssh-key': await broken() });
  expect(refused).toMatchObject({ exitCode: 1, code: 'ssh-key-unreadable' });
  expect(refused.error).toMatch(says);
  expect(refused.error).toMatch(/What to do: \S/);
});

test.each([
  ['missing', '', /needs a passphrase, and the input ssh-key-passphrase is empty/],
  ['wrong', 'open barley', /does not decrypt the private key/],
])('a locked key, its passphrase %s', async (_name, passphrase, says) => {
  const refused = await run({ 'ssh-key': await key('locked'), 'ssh-key-passphrase': passphrase });
  expect(refused).toMatchObject({ exitCode: 1, code: 'ssh-key-passphrase' });
  expect(refused.error).toMatch(says);
  expect(refused.log).not.toContain('open barley');
});

/**
 * The lines of sshd about connections that ended since then. It writes them after the client has gone: they are waited
 * for. By the name in the line and not by the unit: journald looks the unit up by the process, which may have ended.
 */
async function endsOfConnections(since: string): Promise<readonly string[]> {
  const journal = ['journalctl', '-t', 'sshd', '-t', 'sshd-session', '--since', since, '-o', 'cat'];
  for (let left = 50; left > 0; left -= 1) {
    const { stdout } = await execOnHost('amazon', journal);
    const found = stdout.match(/^(Connection (closed|reset) by|Received disconnect from|Disconnected from)/gm);
    if (found !== null) return found;
    await sleep(200);
  }
  return [];
}

test.each([
  ['user', { user: 'nobody-there' }, /SSH authentication failed for user 'nobody-there'/],
  ['key', {}, /SSH authentication failed for user 'ec2-user' at .* with the ssh-ed25519 key SHA256:/],
])('a wrong %s is tried once', async (which, inputs, says) => {
  const since = (await execOnHost('amazon', ['date', '+%F %T.%6N'])).stdout.trim();
  const refused = await run({ ...inputs, ...(which === 'key' ? { 'ssh-key': await key('stranger') } : {}) });
  expect(refused).toMatchObject({ exitCode: 1, code: 'ssh-auth-failed' });
  expect(refused.error).toMatch(says);
  expect(refused.error).toContain('authorized_keys');
  expect(refused.log).not.toContain('Retrying');
  expect(await endsOfConnections(since)).toHaveLength(1);
});

test.each([
  ['nobody listens on the port', { port: '2299' }, /port 2299 .*ECONNREFUSED/, /sshd listens on port 2299/],
  ['no machine has the address', { host: '172.30.0.99' }, /172\.30\.0\.99/, /public address|security group/],
])(
  'host down, %s: tried again with growing pauses within the timeout',
  async (_name, inputs, what, hint) => {
    const refused = await run({ ...inputs, 'host-key': lab.hosts.amazon.fingerprint, timeout: '8s' });
    expect(refused).toMatchObject({ exitCode: 1, code: 'host-unreachable' });
    expect(refused.log).toMatch(/Attempt 2 to reach .* Retrying/);
    expect(refused.error).toMatch(/\d+ attempts in \d+ s/);
    expect(refused.error).toMatch(what);
    expect(refused.error).toMatch(hint);
    expect(refused.seconds).toBeLessThan(20);
  },
  40_000,
);

test('a host name that is none', async () => {
  const refused = await run({ host: 'no-such-host.lab.test', timeout: '5s' });
  expect(refused).toMatchObject({ exitCode: 1, code: 'host-unreachable' });
  expect(refused.error).toMatch(/no-such-host\.lab\.test.*\n.*name does not resolve/);
}, 40_000);

test('another host key than the pinned one: both are shown, and the key was not used', async () => {
  const refused = await run({ 'host-key': lab.hosts.ready.fingerprint });
  expect(refused).toMatchObject({ exitCode: 1, code: 'host-key-mismatch' });
  expect(refused.error).toContain(lab.hosts.ready.fingerprint);
  expect(refused.error).toContain(lab.hosts.amazon.fingerprint);
});

test('no host key: the fingerprint that was seen is shown, with how to check and pin it', async () => {
  const refused = await run({ 'host-key': '' });
  expect(refused).toMatchObject({ exitCode: 1, code: 'host-key-unknown' });
  expect(refused.error).toContain(`set the input host-key to ${lab.hosts.amazon.fingerprint}`);
  expect(refused.error).toContain('ssh-keygen -lf');
});

test('any host key, asked for by that word, is warned about', async () => {
  const trusting = await run({ 'host-key': 'accept-any' });
  expect(trusting.code).toBeUndefined();
  expect(trusting.log).toMatch(/^Warning: .*was not verified \(host-key: accept-any\)/m);
  expect(trusting.log).toContain(lab.hosts.amazon.fingerprint);
});

test('none of this left anything on the host or in the zone', async () => {
  expect(await changed()).toEqual([]);
});
