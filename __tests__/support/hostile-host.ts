import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server as TcpServer } from 'node:net';
import ssh2, { type Connection, type ServerChannel } from 'ssh2';

/** A key of OpenSSH's that any server lets in which does not look at it. */
export const { privateKey: SOME_KEY } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

export interface HostileHost extends AsyncDisposable {
  readonly port: number;
}

/** Speaks SSH until a client has greeted it, then says goodbye with a text (RFC 4253, section 11.1): before it has shown a key. */
export async function startGoodbye(text: string): Promise<HostileHost> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write(`SSH-2.0-OpenSSH_9.2 ${text.replaceAll(/[\r\n]+/g, ' ').slice(0, 200)}\r\n`);
    socket.once('data', () => socket.end(disconnectPacket(text)));
  });
  return await listening(server);
}

/** Lets everybody in, greets with `banner` (RFC 4252, section 5.4), and answers every program as `answer` says. */
export async function startHost(
  banner: string,
  answer: (program: string, channel: ServerChannel) => Promise<void>,
): Promise<HostileHost> {
  const server = new ssh2.Server({ hostKeys: [SOME_KEY], banner }, (client: Connection) => {
    client.on('error', () => undefined);
    client.on('authentication', (asked) => asked.accept());
    client.on('session', (accept) => {
      accept().on('exec', (acceptExec, _, { command }) => {
        const channel = acceptExec();
        channel.resume();
        void answer(command, channel);
      });
    });
  });
  return await listening(server);
}

async function listening(server: TcpServer): Promise<HostileHost> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

/** SSH_MSG_DISCONNECT in a packet that is not encrypted yet (RFC 4253, section 6). */
function disconnectPacket(text: string): Buffer {
  const description = Buffer.from(text);
  const reason = Buffer.alloc(9);
  reason.writeUInt8(1, 0);
  reason.writeUInt32BE(2, 1);
  reason.writeUInt32BE(description.length, 5);
  const payload = Buffer.concat([reason, description, Buffer.alloc(4)]);
  const padding = 8 - ((5 + payload.length) % 8) + 8;
  const head = Buffer.alloc(5);
  head.writeUInt32BE(1 + payload.length + padding, 0);
  head.writeUInt8(padding, 4);
  return Buffer.concat([head, payload, Buffer.alloc(padding)]);
}
