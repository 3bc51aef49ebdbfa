import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { decode, streamDecode, encode, streamEncode, type Packet, TRUNCATED_RESPONSE } from 'dns-packet';

/** A resolver that has not answered by then will not be waited for: whoever asked has time limits of their own. */
const timeoutMs = 2000;
const [, resolver = '127.0.0.11'] = /^nameserver\s+(\S+)/m.exec(readFileSync('/etc/resolv.conf', 'utf8')) ?? [];

/** Asks this machine's own resolver, over TCP where the first answer was cut. Throws when none comes in time. */
export async function forward(query: Packet): Promise<Packet> {
  const answer = await askByUdp(query);
  return ((answer.flags ?? 0) & TRUNCATED_RESPONSE) === 0 ? answer : askByTcp(query);
}

function askByUdp(query: Packet): Promise<Packet> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      socket.close();
      settle();
    };
    const timer = setTimeout(() => finish(() => reject(tooLate())), timeoutMs);
    socket.once('error', (error) => finish(() => reject(error)));
    socket.once('message', (message) => finish(() => resolve(decode(message))));
    socket.send(encode(query), 53, resolver);
  });
}

function askByTcp(query: Packet): Promise<Packet> {
  return new Promise((resolve, reject) => {
    const socket = connect(53, resolver, () => socket.write(streamEncode(query)));
    socket.setTimeout(timeoutMs, () => socket.destroy(tooLate()));
    socket.once('error', reject);
    let received = Buffer.alloc(0);
    socket.on('data', (part) => {
      received = Buffer.concat([received, part]);
      if (received.length < 2 || received.length < received.readUInt16BE(0) + 2) return;
      socket.destroy();
      resolve(streamDecode(received));
    });
    socket.once('end', () => reject(tooLate()));
  });
}

function tooLate(): Error {
  return new Error(`the resolver ${resolver} did not answer within ${timeoutMs} ms`);
}
