import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { DeployKeyAgent, type DeployKeyOptions } from '../../../src/ssh/agent/deploy-key-agent.js';
import { describePublicKey } from '../../../src/ssh/keys/fingerprint.js';
import { isSignedForSsh } from '../../../src/ssh/agent/signature.js';
import { uint32, WireReader, wireString } from '../../../src/ssh/wire.js';
import { Secret } from '../../../src/secret.js';

interface Pair {
  readonly privateKey: KeyObject;
  readonly blob: Buffer;
}
function ed25519(): Pair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const point = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { privateKey, blob: Buffer.concat([wireString('ssh-ed25519'), wireString(point)]) };
}

const deploy = ed25519();
const server = ed25519();
const stranger = ed25519();
const sessionId = createHash('sha256').update('session').digest();

const agentWith = (more: Partial<DeployKeyOptions> = {}): DeployKeyAgent => {
  const { type, base64 } = describePublicKey(server.blob);
  return new DeployKeyAgent({
    key: new Secret(deploy.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
    server: { kind: 'pinned', pins: [{ kind: 'key', type, base64 }] },
    ...more,
  });
};

function streamOf(agent: DeployKeyAgent): Duplex {
  let opened: Duplex | undefined;
  agent.getStream((_, stream) => (opened = stream));
  if (opened === undefined) throw new Error('no stream');
  return opened;
}

/** Sends frames in pieces of that many bytes; gives the types of the answers and the answers. */
async function ask(stream: Duplex, frames: readonly Buffer[], pieceBytes = 1e6): Promise<readonly Buffer[]> {
  const bytes = Buffer.concat(frames.map(wireString));
  for (let at = 0; at < bytes.length; at += pieceBytes) stream.write(bytes.subarray(at, at + pieceBytes));
  await new Promise((resolve) => setImmediate(resolve));
  const got: Buffer[] = [];
  for (let chunk: unknown = stream.read(); Buffer.isBuffer(chunk); chunk = stream.read()) got.push(chunk);
  const reader = new WireReader(Buffer.concat(got));
  const answers: Buffer[] = [];
  while (!reader.isAtEnd) answers.push(reader.string());
  return answers;
}
const typesOf = async (...args: Parameters<typeof ask>): Promise<readonly (number | undefined)[]> =>
  (await ask(...args)).map((answer) => answer[0]);

const byte = (value: number): Buffer => Buffer.from([value]);
const identities = byte(11);
const login = (
  more: { user?: string; session?: Buffer; hostKey?: Buffer; service?: string; extra?: Buffer } = {},
): Buffer =>
  Buffer.concat([
    wireString(more.session ?? sessionId),
    byte(50),
    wireString(more.user ?? 'git'),
    wireString(more.service ?? 'ssh-connection'),
    wireString(more.hostKey === undefined ? 'publickey' : 'publickey-hostbound-v00@openssh.com'),
    byte(1),
    wireString('ssh-ed25519'),
    wireString(deploy.blob),
    ...(more.hostKey === undefined ? [] : [wireString(more.hostKey)]),
    more.extra ?? Buffer.alloc(0),
  ]);
const signing = (data: Buffer, key = deploy.blob): Buffer =>
  Buffer.concat([byte(13), wireString(key), wireString(data), uint32(0)]);
const bind = (pair: Pair, options: { signer?: Pair; forwarding?: boolean } = {}): Buffer =>
  Buffer.concat([
    byte(27),
    wireString('session-bind@openssh.com'),
    wireString(pair.blob),
    wireString(sessionId),
    wireString(
      Buffer.concat([
        wireString('ssh-ed25519'),
        wireString(sign(null, sessionId, (options.signer ?? pair).privateKey)),
      ]),
    ),
    byte(options.forwarding === true ? 1 : 0),
  ]);

describe('the agent', () => {
  test.each([1, 3, 7, 100, 1e6])('answers in order, with requests in pieces of %i bytes', async (pieceBytes) => {
    const frames = [
      byte(99),
      bind(server),
      Buffer.concat([byte(17), randomBytes(5_000)]),
      identities,
      signing(login()),
      byte(19),
    ];
    expect(await typesOf(streamOf(agentWith()), frames, pieceBytes)).toEqual([5, 6, 5, 12, 14, 5]);
  });

  test('shows the one key, and signs a login at the server it is bound to', async () => {
    const agent = agentWith();
    const [, shown, signed] = await ask(streamOf(agent), [
      bind(server),
      identities,
      signing(login({ hostKey: server.blob })),
    ]);
    const list = new WireReader(shown?.subarray(1) ?? Buffer.alloc(0));
    expect([list.uint32(), list.string()]).toEqual([1, deploy.blob]);
    const signature = new WireReader(signed?.subarray(1) ?? Buffer.alloc(0)).string();
    expect(isSignedForSsh(deploy.blob, login({ hostKey: server.blob }), signature)).toBe(true);
    expect(isSignedForSsh(stranger.blob, login({ hostKey: server.blob }), signature)).toBe(false);
    expect([agent.signatures, agent.refusals]).toEqual([1, []]);
  });

  test.each([
    ['data that is no login', signing(randomBytes(64)), 'not an SSH login'],
    ['data with something behind it', signing(login({ extra: byte(0) })), 'not an SSH login'],
    ['another service', signing(login({ service: 'ssh-userauth' })), 'not an SSH login'],
    ['another user', signing(login({ user: 'root' })), "for user 'root'"],
    ['another session', signing(login({ session: randomBytes(32) })), 'at another server'],
    ['another server', signing(login({ hostKey: stranger.blob })), 'at another server'],
    ['another key', signing(login(), stranger.blob), 'another key'],
    ['a cut request', byte(13), 'invalid agent request'],
  ])('refuses %s', async (_, frame, why) => {
    const agent = agentWith();
    expect(await typesOf(streamOf(agent), [bind(server), frame, identities])).toEqual([6, 5, 12]);
    expect(agent.refusals).toEqual([expect.stringContaining(why)]);
    expect(agent.signatures).toBe(0);
  });

  test.each([
    ['of a server that is not the git server', bind(stranger), 'not a host key of the git server'],
    ['that the server did not sign', bind(server, { signer: stranger }), 'is invalid'],
    ['for forwarding further', bind(server, { forwarding: true }), 'to another host'],
  ])('does not believe a binding %s, and serves nothing after it', async (_, frame, why) => {
    const agent = agentWith({ allowUnbound: true });
    expect(await typesOf(streamOf(agent), [frame, identities, signing(login()), bind(server)])).toEqual([5, 5, 5, 5]);
    expect(agent.refusals[0]).toContain(why);
  });

  test('serves nothing after a second binding', async () => {
    const agent = agentWith();
    expect(await typesOf(streamOf(agent), [bind(server), bind(server), signing(login())])).toEqual([6, 5, 5]);
    expect(agent.refusals).toEqual([expect.stringContaining('already bound')]);
  });

  test('keeps a binding to the connection that made it', async () => {
    const agent = agentWith();
    await ask(streamOf(agent), [bind(server)]);
    expect(await typesOf(streamOf(agent), [signing(login())])).toEqual([5]);
  });

  test('signs without a binding only when told, only for that user, and not for ever', async () => {
    const agent = agentWith({ allowUnbound: true });
    const frames = [signing(login({ user: 'root' })), ...Array.from({ length: 17 }, () => signing(login()))];
    expect(await typesOf(streamOf(agent), frames)).toEqual([5, ...Array<number>(16).fill(14), 5]);
  });

  test('breaks off on a frame without measure, and ends no process', async () => {
    const agent = agentWith();
    const stream = streamOf(agent);
    stream.write(uint32(0xffffffff));
    await new Promise((resolve) => stream.once('close', resolve));
    expect(agent.refusals).toEqual([expect.stringContaining('4294967295')]);
  });
});
