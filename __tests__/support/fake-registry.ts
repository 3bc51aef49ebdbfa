import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A registry on 127.0.0.1 that asks for a login by the token protocol, as most do. */
export interface FakeRegistry {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  /** The digests of tags, by `repository:tag`; what is not here is not found. A number is the status of the answer. */
  readonly tags: Map<string, string | number>;
  /** `METHOD path`, in the order in which they came. */
  readonly requests: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

interface Options {
  /** Repositories that need a login. */
  readonly isPrivate?: (repository: string) => boolean;
  readonly login?: { readonly username: string; readonly password: string };
  /** Answers nothing at all. */
  readonly isSilent?: boolean;
}

export async function startRegistry({
  isPrivate = () => false,
  login,
  isSilent = false,
}: Options = {}): Promise<FakeRegistry> {
  const tags = new Map<string, string | number>();
  const requests: string[] = [];
  const basic = login && `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`;
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    if (isSilent) return;
    const url = new URL(request.url ?? '', address());
    if (url.pathname === '/token') {
      const { authorization } = request.headers;
      // A wrong login is refused, also for what is public.
      if (authorization !== undefined && authorization !== basic) return void response.writeHead(401).end();
      return void response.end(JSON.stringify({ token: authorization === undefined ? 'anonymous' : 'logged-in' }));
    }
    const [, repository = '', tag = ''] = /^\/v2\/(.+)\/manifests\/([^/]+)$/.exec(url.pathname) ?? [];
    if (tokenOf(request) === undefined) {
      const challenge = `Bearer realm="${address()}/token",service="fake",scope="repository:${repository}:pull"`;
      return void response.writeHead(401, { 'WWW-Authenticate': challenge }).end();
    }
    if (isPrivate(repository) && tokenOf(request) !== 'logged-in') return void response.writeHead(403).end();
    const found = tags.get(`${repository}:${tag}`) ?? 404;
    if (typeof found === 'number') return void response.writeHead(found, { 'Retry-After': '3600' }).end();
    response.writeHead(200, { 'Docker-Content-Digest': found }).end();
  });
  const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: address().slice('http://'.length),
    tags,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function tokenOf({ headers }: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
}
