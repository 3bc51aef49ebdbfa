import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';

export interface AppServer {
  readonly port: number;
  /** Stops listening and cuts what is open, as a container that is gone. */
  close(): Promise<void>;
}

/** An app that speaks HTTP. Port 0: any. */
export async function serveHttp(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  at: { readonly address: string; readonly port: number },
): Promise<AppServer> {
  const server = createServer(answer);
  server.on('upgrade', (request, socket: Socket) => {
    socket.end(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: ${request.headers.upgrade ?? ''}\r\nConnection: upgrade\r\n\r\nhello`,
    );
  });
  return listen(server, at, () => server.closeAllConnections());
}

/** An app that speaks the uwsgi protocol: answers every request with its variables as JSON, and with the header lines given. */
export async function serveUwsgi(
  at: { readonly address: string; readonly port: number },
  headerLines: readonly string[] = [],
): Promise<AppServer> {
  const server = createTcpServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4 || received.length < 4 + received.readUInt16LE(1)) return;
      const variables = JSON.stringify(readVariables(received.subarray(4, 4 + received.readUInt16LE(1))));
      socket.end(
        [
          ...['HTTP/1.1 200 OK', 'Content-Type: application/json', `Content-Length: ${variables.length}`],
          ...[...headerLines, '', variables],
        ].join('\r\n'),
      );
    });
  });
  return listen(server, at, () => undefined);
}

function readVariables(block: Buffer): Record<string, string> {
  const texts: string[] = [];
  for (let at = 0; at < block.length;) {
    const end = at + 2 + block.readUInt16LE(at);
    texts.push(block.toString('latin1', at + 2, end));
    at = end;
  }
  return Object.fromEntries(texts.flatMap((text, index) => (index % 2 === 0 ? [[text, texts[index + 1] ?? '']] : [])));
}

async function listen(
  server: Server,
  at: { readonly address: string; readonly port: number },
  cut: () => void,
): Promise<AppServer> {
  server.listen(at.port, at.address);
  await once(server, 'listening');
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : at.port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
  };
}
