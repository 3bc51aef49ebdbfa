import { once } from 'node:events';
import { request as requestHttp, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

export interface Question {
  readonly port: number;
  /** Sent as Host and, with `tls`, as SNI. */
  readonly host: string;
  readonly tls?: boolean;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Readable;
}

export interface Answer {
  readonly status: number;
  /** Every header line by its lower-case name; one that was sent twice has two values. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

/** Asks 127.0.0.1 over a connection of its own. The certificate is not judged. Rejects when no answer comes. */
export async function ask(question: Question): Promise<Answer> {
  const options = {
    host: '127.0.0.1',
    port: question.port,
    path: question.path ?? '/',
    method: question.method ?? 'GET',
    headers: { host: question.host, ...question.headers },
    agent: false as const,
    timeout: 15_000,
  };
  const request =
    question.tls === true
      ? requestHttps({ ...options, servername: question.host, rejectUnauthorized: false })
      : requestHttp(options);
  request.on('timeout', () => request.destroy(new Error('No answer in 15 s')));
  const answered = Promise.race([once(request, 'response'), once(request, 'upgrade')]);
  if (question.body instanceof Readable) question.body.pipe(request);
  else request.end(question.body);
  const [response, socket] = (await answered) as [IncomingMessage, IncomingMessage['socket'] | undefined];
  const body = socket === undefined ? await buffer(response) : await buffer(socket);
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(Object.entries(response.headersDistinct).map(([name, values]) => [name, values ?? []])),
    body: body.toString('utf8'),
  };
}
