import { Duplex } from 'node:stream';
import { WebSocket, type ClientOptions, type RawData } from 'ws';

/** Most bytes of one frame, as the AWS CLI has it (`awscli/customizations/ec2instanceconnect/websocket.py`). */
const FRAME_BYTES = 65_000;

/** The endpoint refused to open a tunnel, or did not answer. */
export class TunnelRefused extends Error {
  /** HTTP status; undefined: no answer. */
  readonly status: number | undefined;
  /** Name of AWS for the error, if the answer has one. */
  readonly type: string | undefined;

  constructor(message: string, status?: number, type?: string) {
    super(message);
    this.status = status;
    this.type = type;
  }
}

export interface TunnelOptions extends Pick<ClientOptions, 'ca'> {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a tunnel: one WebSocket, whose binary frames are one TCP connection to the instance.
 * @throws TunnelRefused
 */
export async function openTunnel(url: string, { timeoutMs, signal, ca }: TunnelOptions): Promise<Tunnel> {
  const socket = new WebSocket(url, { handshakeTimeout: timeoutMs, perMessageDeflate: false, ...(ca && { ca }) });
  const abort = (): void => socket.terminate();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.on('error', (error) => reject(new TunnelRefused(error.message)));
      socket.once('unexpected-response', (request, response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body = `${body}${text}`.slice(0, 4_000)));
        const end = (): void => {
          request.destroy();
          reject(refusal(response.statusCode ?? 0, body, response.headers['x-amzn-requestid']));
        };
        response.once('end', end).once('error', end);
      });
      if (signal?.aborted === true) abort();
    });
    return new Tunnel(socket);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

function refusal(status: number, body: string, requestId: string | readonly string[] | undefined): TunnelRefused {
  const request = typeof requestId === 'string' ? ` (request ${requestId})` : '';
  const { message, Message, __type: type } = fieldsOf(body);
  const text = message ?? Message ?? (body.trim().slice(0, 300) || 'no explanation');
  return new TunnelRefused(`HTTP ${status}: ${text}${request}`, status, type?.replace(/^.*#/, ''));
}

/** Those of `{"__type": "…#ErrorName", "message": "…"}` that are texts; the message has a capital in some answers. */
function fieldsOf(body: string): Readonly<Record<string, string>> {
  try {
    const fields: unknown = JSON.parse(body);
    if (typeof fields !== 'object' || fields === null) return {};
    return Object.fromEntries(
      Object.entries(fields).filter((field): field is [string, string] => typeof field[1] === 'string'),
    );
  } catch {
    // Not JSON.
    return {};
  }
}

/** The open tunnel, as a stream of bytes. */
export class Tunnel extends Duplex {
  readonly #socket: WebSocket;
  bytesWritten = 0;
  bytesRead = 0;

  constructor(socket: WebSocket) {
    super();
    this.#socket = socket;
    this.on('error', () => undefined);
    socket.on('message', (data, isBinary) => this.#received(data, isBinary));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', (code, reason) => this.#closed(code, reason.toString('utf8')));
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    for (let at = 0; at < chunk.length; at += FRAME_BYTES) {
      const frame = chunk.subarray(at, at + FRAME_BYTES);
      this.bytesWritten += frame.length;
      const isLast = at + FRAME_BYTES >= chunk.length;
      this.#socket.send(frame, (error) => {
        if (isLast) done(error);
      });
    }
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.close(1000);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.terminate();
    done(error);
  }

  #received(data: RawData, isBinary: boolean): void {
    const bytes = Buffer.isBuffer(data)
      ? data
      : Buffer.concat([data].flat().map((part) => Buffer.from(part as Buffer)));
    if (!isBinary) {
      this.destroy(new Error(`the endpoint reported: ${bytes.toString('utf8').slice(0, 300)}`));
      return;
    }
    this.bytesRead += bytes.length;
    if (!this.push(bytes)) this.#socket.pause();
  }

  #closed(code: number, reason: string): void {
    if (code === 1000) this.push(null);
    else this.destroy(new Error(`the endpoint closed the tunnel (code ${code}${reason === '' ? '' : `: ${reason}`})`));
  }
}
