import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { serveHttp, type RunningServer } from './tls-server.js';

/** What to do to calls on their way to a real API. */
export interface Fault {
  /** Beginning of `METHOD /path`, after the API's version: `GET /change/`. */
  readonly call: string;
  /** How many calls it strikes, from now on. */
  readonly times: number;
  /** Answered in place of the API… */
  readonly answer?: { readonly status: number; readonly body: string };
  /** …or done to what the API answers. */
  readonly rewrite?: (body: string) => string;
}

export interface FaultProxy extends RunningServer {
  readonly url: string;
  /** All calls so far as `METHOD /path?query`, without the API's version. */
  readonly calls: readonly string[];
  /** Headers of the last call. */
  readonly lastHeaders: () => Readonly<Record<string, string | string[] | undefined>>;
  /** Replaces the faults that are still to strike, and forgets the calls. */
  readonly strike: (...faults: readonly Fault[]) => void;
}

/** A proxy in front of an AWS REST API that can refuse, throttle and rewrite; `address` is the one it listens on. */
export async function startFaultProxy(target: string, address = '127.0.0.1'): Promise<FaultProxy> {
  const calls: string[] = [];
  let faults: Fault[] = [];
  let headers: Readonly<Record<string, string | string[] | undefined>> = {};
  const server = await serveHttp((incoming, response) => {
    void (async () => {
      const call = `${incoming.method} ${(incoming.url ?? '').replace(/^\/[\d-]+/, '')}`;
      calls.push(call);
      headers = incoming.headers;
      const fault = faults.find((one) => call.startsWith(one.call));
      if (fault !== undefined) {
        faults = faults.flatMap((one) => (one === fault ? remaining(one) : [one]));
      }
      const { status, body } = fault?.answer ?? (await forward(target, incoming));
      response.writeHead(status, { 'content-type': 'text/xml' }).end(fault?.rewrite?.(body) ?? body);
    })();
  }, address);
  return {
    ...server,
    url: `http://${address}:${server.port}`,
    calls,
    lastHeaders: () => headers,
    strike: (...next) => {
      faults = [...next];
      calls.length = 0;
    },
  };
}

/** An error as Route 53 words it. */
export function awsError(status: number, code: string, message: string): { status: number; body: string } {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  const namespace = 'https://route53.amazonaws.com/doc/2013-04-01/';
  return { status, body: `<ErrorResponse xmlns="${namespace}">${error}<RequestId>1</RequestId></ErrorResponse>` };
}

function remaining(fault: Fault): readonly Fault[] {
  return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
}

/** moto reads from the signature which service is meant, and where that has one path, from a header which call. */
async function forward(target: string, incoming: IncomingMessage) {
  const { method = 'GET', url = '/' } = incoming;
  const { authorization = '', 'content-type': type = 'application/xml', 'x-amz-target': operation } = incoming.headers;
  const headers = { authorization, 'content-type': type, ...(operation && { 'x-amz-target': String(operation) }) };
  const body = await text(incoming);
  const answer = await fetch(`${target}${url}`, { method, headers, ...(method === 'GET' ? {} : { body }) });
  return { status: answer.status, body: await answer.text() };
}
