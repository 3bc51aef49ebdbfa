import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange, Failure } from './record.js';

interface Keep {
  readonly origin: string;
  readonly thinkMs: number;
  readonly stop: AbortSignal;
  readonly onExchange: (exchange: Exchange) => void;
}

/** RFC 6455 7.4.1 and IANA's registry: normal, going away, service restart. After them a page connects again. */
const orderlyCodes: readonly number[] = [1000, 1001, 1012];
const timeoutMs = 30_000;

/** Keeps a WebSocket open and sends numbered frames, each of which must come back; reconnects after an orderly close. */
export async function keepSocket(options: Keep): Promise<void> {
  const { origin, thinkMs, stop } = options;
  await pause(thinkMs * Math.random(), stop);
  while (!stop.aborted) {
    const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/socket`);
    const closed = once(socket, 'close') as Promise<[CloseEvent]>;
    let isOpen = await exchange(options, socket, closed, 0);
    for (let number = 1; isOpen && !stop.aborted; number += 1) {
      await pause(thinkMs * (0.2 + 0.3 * Math.random()), stop);
      isOpen = await exchange(options, socket, closed, number);
    }
    socket.close(1000);
  }
}

type End = 'open' | 'closed' | Failure;

/** Waits for the opening (number 0), or sends a frame and waits for its echo. Returns whether the WebSocket is still open. */
async function exchange(
  options: Keep,
  socket: WebSocket,
  closed: Promise<[CloseEvent]>,
  number: number,
): Promise<boolean> {
  const at = Date.now();
  const finished = new AbortController();
  const end = await Promise.race([
    closed.then(([{ code }]) => endOf(code)),
    sleep(timeoutMs, { kind: 'timed-out', said: 'no answer' } as const, { signal: finished.signal }),
    number === 0 ? opened(socket) : echoed(socket, `frame ${number}`, finished.signal),
  ]);
  finished.abort();
  const failure = typeof end === 'string' ? {} : { failure: end };
  options.onExchange({ at, ms: Date.now() - at, work: 'frame', way: 'socket', reused: number > 0, ...failure });
  return end === 'open';
}

async function opened(socket: WebSocket): Promise<End> {
  await once(socket, 'open');
  return 'open';
}

async function echoed(socket: WebSocket, text: string, signal: AbortSignal): Promise<End> {
  const answer = once(socket, 'message', { signal }) as Promise<[{ readonly data: unknown }]>;
  // While the server is closing the connection nothing may be sent; `closed` resolves soon.
  if (socket.readyState === WebSocket.OPEN) socket.send(text);
  const [{ data }] = await answer;
  return data === text ? 'open' : { kind: 'body', said: 'another frame than was sent' };
}

function endOf(code: number): End {
  if (orderlyCodes.includes(code)) return 'closed';
  return { kind: 'cut-short', said: `the WebSocket ended with ${code}` };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
