import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange, Failure } from './record.js';

interface Keep {
  readonly origin: string;
  readonly thinkMs: number;
  readonly stop: AbortSignal;
  readonly onExchange: (exchange: Exchange) => void;
}

/** RFC 6455 7.4.1 and IANA's registry: normal, going away, service restart. After them a page connects again. */
const wellEnded: readonly number[] = [1000, 1001, 1012];
const timeoutMs = 30_000;

/** Holds a WebSocket open, sends numbered frames and waits for each to come back; connects again when the server ends it well. */
export async function keepSocket(options: Keep): Promise<void> {
  await sleep(options.thinkMs * Math.random());
  while (!options.stop.aborted) {
    const socket = new WebSocket(`${options.origin.replace(/^http/, 'ws')}/socket`);
    for (let number = 0; !options.stop.aborted; number += 1) {
      const at = Date.now();
      const ended = number === 0 ? await opened(socket) : await echoed(socket, `frame ${number}`);
      const ms = Date.now() - at;
      const { failure } = ended;
      options.onExchange({ at, ms, work: 'frame', way: 'socket', reused: number > 0, ...(failure ? { failure } : {}) });
      if (ended.is !== 'open') break;
      await sleep(options.thinkMs * (0.2 + 0.3 * Math.random()), undefined, { signal: options.stop }).catch(
        () => undefined,
      );
    }
    socket.close(1000);
  }
}

interface State {
  readonly is: 'open' | 'ended';
  readonly failure?: Failure;
}

function opened(socket: WebSocket): Promise<State> {
  return watch(socket, 'open', () => true);
}

function echoed(socket: WebSocket, text: string): Promise<State> {
  if (socket.readyState === WebSocket.CLOSED) return Promise.resolve(endOf(socket));
  const state = watch(socket, 'message', (event) => event instanceof MessageEvent && event.data === text);
  // While the server's farewell is being answered nothing is sent any more; how it ended is known in a moment.
  if (socket.readyState === WebSocket.OPEN) socket.send(text);
  return state;
}

const closes = new WeakMap<WebSocket, CloseEvent>();

function watch(socket: WebSocket, type: 'open' | 'message', isRight: (event: Event) => boolean): Promise<State> {
  return new Promise((resolve) => {
    const done = (state: State): void => {
      clearTimeout(late);
      socket.removeEventListener(type, onEvent);
      socket.removeEventListener('close', onClose);
      resolve(state);
    };
    const late = setTimeout(() => done({ is: 'ended', failure: { kind: 'timed-out', said: `no ${type}` } }), timeoutMs);
    const onEvent = (event: Event): void => {
      done(
        isRight(event)
          ? { is: 'open' }
          : { is: 'ended', failure: { kind: 'body', said: 'another frame than was sent' } },
      );
    };
    const onClose = (): void => done(endOf(socket));
    if (type === 'open') socket.addEventListener('close', (event) => closes.set(socket, event));
    socket.addEventListener(type, onEvent);
    socket.addEventListener('close', onClose);
  });
}

function endOf(socket: WebSocket): State {
  const code = closes.get(socket)?.code ?? 1006;
  if (wellEnded.includes(code)) return { is: 'ended' };
  return { is: 'ended', failure: { kind: 'cut-short', said: `the WebSocket ended with ${code}` } };
}
