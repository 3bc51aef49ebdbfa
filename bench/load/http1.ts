import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { createSecureContext, type SecureContext } from 'node:tls';
import { failureOf } from './failure.js';
import type { Answer, Question } from './question.js';
import type { Failure } from './record.js';

/** How a request ended. */
export interface Outcome {
  readonly reused: boolean;
  readonly answer?: Answer;
  readonly failure?: Failure;
}

/** A client; each visitor has one of its own. */
export interface Client {
  /** Sends the request to this scheme and name. */
  readonly ask: (origin: string, question: Question) => Promise<Outcome>;
}

/** Made once: reading the roots for each handshake would cost more than the handshake. */
export function secureContext(trust: string): SecureContext {
  return createSecureContext({ ca: trust });
}

/** A new connection for each request, with `Connection: close`. */
export function freshClient(context: SecureContext): Client {
  // Nothing of a connection is kept, its TLS session neither: every visitor is new.
  const agents = makeAgents({ keepAlive: false, maxCachedSessions: 0, secureContext: context });
  return { ask: (origin, question) => exchange(origin, question, { agents }) };
}

/** One connection, kept as long as the server keeps it; if the server closes it while it is idle, a new one is opened. */
export function keptClient(context: SecureContext): Client {
  const agents = makeAgents({ keepAlive: true, maxSockets: 1, secureContext: context });
  let last: Socket | undefined;
  return {
    ask: async (origin, question) => {
      // Process a close that has already arrived before anything is written.
      await nextTurn();
      if (last?.readableEnded === true || last?.writable === false) last.destroy();
      return exchange(origin, question, { agents, onSocket: (socket) => (last = socket) });
    },
  };
}

interface Agents {
  readonly http: http.Agent;
  readonly https: https.Agent;
}

function makeAgents(options: https.AgentOptions): Agents {
  return { http: new http.Agent(options), https: new https.Agent(options) };
}

interface Line {
  readonly agents: Agents;
  readonly onSocket?: (socket: Socket) => void;
}

function exchange(origin: string, question: Question, line: Line): Promise<Outcome> {
  const url = new URL(question.path, origin);
  const [client, agent] = url.protocol === 'https:' ? [https, line.agents.https] : [http, line.agents.http];
  const length = question.pieces.reduce((sum, piece) => sum + piece.length, 0);
  const headers = { 'user-agent': 'load', ...(question.method === 'POST' ? { 'content-length': length } : {}) };
  const signal = AbortSignal.timeout(question.timeoutMs);
  const request = client.request(url, { method: question.method, headers, agent, signal });
  request.on('socket', (socket) => line.onSocket?.(socket));
  return new Promise((resolve) => {
    let answering: http.IncomingMessage | undefined;
    const fail = (error: Error): void => {
      const failure = failureOf(error, answering === undefined ? 'before the answer' : 'within the answer');
      resolve({ reused: request.reusedSocket, failure });
      request.destroy();
    };
    request.on('error', fail);
    request.on('response', (response) => {
      answering = response;
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => {
        const { statusCode = 0, headers: said } = response;
        const answer = { status: statusCode, headers: said, body: Buffer.concat(chunks) };
        resolve({ reused: request.reusedSocket, answer });
      });
    });
    send(request, question).catch(fail);
  });
}

async function send(request: http.ClientRequest, { pieces, pauseMs }: Question): Promise<void> {
  for (const piece of pieces) {
    if (request.destroyed) return;
    request.write(piece);
    if (pauseMs > 0) await sleep(pauseMs);
  }
  request.end();
}
