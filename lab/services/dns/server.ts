import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import {
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  type Packet,
  RECURSION_AVAILABLE,
  streamEncode,
  TRUNCATED_RESPONSE,
} from 'dns-packet';
import { answer } from './answer.js';
import { forward } from './forward.js';
import { readChanges, readZones, type Zone } from './zones.js';

const endpoint = process.env['ROUTE53_ENDPOINT'] ?? 'http://172.30.0.3:5000';
const codes = { noError: 0, serverFailure: 2, nameError: 3 } as const;

let cached: { readonly changes: string; readonly zones: Promise<readonly Zone[]> } | undefined;

const datagrams = createSocket('udp4');
datagrams.on('message', (message, peer) => {
  void respond(message).then((reply) => {
    if (reply === undefined) return;
    const whole = encode(reply);
    const limit = decode(message).additionals?.some(({ type }) => type === 'OPT') === true ? 1232 : 512;
    datagrams.send(whole.length <= limit ? whole : encode(cut(reply)), peer.port, peer.address);
  });
});
datagrams.bind(53, '0.0.0.0');

const streams = createServer((socket) => {
  let received = Buffer.alloc(0);
  socket.setTimeout(10_000, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('data', (part) => {
    received = Buffer.concat([received, part]);
    while (received.length >= 2 && received.length >= received.readUInt16BE(0) + 2) {
      const end = received.readUInt16BE(0) + 2;
      const message = received.subarray(2, end);
      received = received.subarray(end);
      void respond(message).then((reply) => reply !== undefined && socket.write(streamEncode(reply)));
    }
  });
});
streams.listen(53, '0.0.0.0', () => console.log(`answering from ${endpoint}`));

async function respond(message: Buffer): Promise<Packet | undefined> {
  const query = parse(message);
  const question = query?.questions?.[0];
  if (query === undefined || question === undefined || query.type !== 'query') return undefined;
  const header: Packet = {
    type: 'response',
    ...(query.id === undefined ? {} : { id: query.id }),
    questions: [question],
    additionals: query.additionals?.filter(({ type }) => type === 'OPT') ?? [],
  };
  const asked = ((query.flags ?? 0) & 0x0100) | RECURSION_AVAILABLE;
  try {
    const reply = answer(await zonesNow(), question);
    if (reply.kind === 'answer') {
      const flags = asked | AUTHORITATIVE_ANSWER | (reply.exists ? codes.noError : codes.nameError);
      return { ...header, flags, answers: [...reply.answers], authorities: [...reply.authorities] };
    }
    const theirs = await forward({
      type: 'query',
      id: query.id ?? 0,
      flags: 0x0100,
      questions: [{ ...question, name: reply.name }],
    });
    const flags = asked | ((theirs.flags ?? 0) & 0x000f);
    return {
      ...header,
      flags,
      answers: [...reply.answers, ...(theirs.answers ?? [])],
      authorities: theirs.authorities ?? [],
    };
  } catch (error) {
    console.error(`${question.type} ${question.name}:`, error instanceof Error ? error.message : error);
    return { ...header, flags: asked | codes.serverFailure, answers: [] };
  }
}

/** A record counts as soon as Route 53 has it; what nobody has changed is not read again. */
async function zonesNow(): Promise<readonly Zone[]> {
  const changes = await readChanges(endpoint);
  if (cached?.changes !== changes) {
    const zones = readZones(endpoint);
    // A failure is told to whoever asked, and not remembered.
    zones.catch(() => (cached = undefined));
    cached = { changes, zones };
  }
  return await cached.zones;
}

function parse(message: Buffer): Packet | undefined {
  try {
    return decode(message);
  } catch {
    return undefined;
  }
}

function cut(reply: Packet): Packet {
  return { ...reply, flags: (reply.flags ?? 0) | TRUNCATED_RESPONSE, answers: [], authorities: [] };
}
