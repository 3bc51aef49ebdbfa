import http2 from 'node:http2';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { SecureContext } from 'node:tls';
import { failureOf } from './failure.js';
import type { Client, Outcome } from './http1.js';
import type { Question } from './question.js';

const refused = { kind: 'reset', said: 'the stream was refused on a new connection' } as const;

/** A session of HTTP/2; a new one is opened after the server's GOAWAY. Only for https. */
export function http2Client(context: SecureContext): Client {
  let session: http2.ClientHttp2Session | undefined;
  return {
    ask: async (origin, question) => {
      await nextTurn();
      for (;;) {
        const reused = session !== undefined && !session.closed && !session.destroyed;
        if (session === undefined || !reused) session = open(origin, context);
        const outcome = await exchange(session, question);
        // RFC 9113 8.7: nothing of it was processed, so a browser retries over a new connection by itself.
        if (reused && outcome === 'refused') continue;
        return { reused, ...(outcome === 'refused' ? { failure: refused } : outcome) };
      }
    },
  };
}

function open(origin: string, context: SecureContext): http2.ClientHttp2Session {
  const session = http2.connect(origin, { secureContext: context });
  // Its streams report errors; a session that fails without streams is opened again.
  session.on('error', () => undefined);
  // After GOAWAY the server finishes the requests that it has accepted; no further one goes there.
  session.on('goaway', () => session.close());
  return session;
}

function exchange(session: http2.ClientHttp2Session, question: Question): Promise<Omit<Outcome, 'reused'> | 'refused'> {
  const stream = session.request({ ':method': question.method, ':path': question.path, 'user-agent': 'load' });
  return new Promise((resolve) => {
    let status = 0;
    const chunks: Buffer[] = [];
    const late = setTimeout(() => stream.destroy(new DOMException('no answer', 'TimeoutError')), question.timeoutMs);
    stream.on('response', (headers) => (status = headers[':status'] ?? 0));
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', (error: Error) => {
      clearTimeout(late);
      if (stream.rstCode === http2.constants.NGHTTP2_REFUSED_STREAM) return resolve('refused');
      resolve({ failure: failureOf(error, status === 0 ? 'before the answer' : 'within the answer') });
    });
    stream.on('close', () => {
      clearTimeout(late);
      if (status === 0 || !stream.readableEnded || stream.rstCode !== 0) {
        const said = new Error(`the stream was closed with ${stream.rstCode}`);
        return resolve({ failure: failureOf(said, status === 0 ? 'before the answer' : 'within the answer') });
      }
      resolve({ answer: { status, headers: {}, body: Buffer.concat(chunks) } });
    });
    void send(stream, question);
  });
}

async function send(stream: http2.ClientHttp2Stream, { pieces, pauseMs }: Question): Promise<void> {
  for (const piece of pieces) {
    if (stream.destroyed) return;
    stream.write(piece);
    if (pauseMs > 0) await sleep(pauseMs);
  }
  stream.end();
}
