import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ApiDeployment {
  readonly id: number;
  readonly ref: string;
  readonly sha: string;
  readonly environment: string;
  readonly payload: unknown;
  readonly statuses: Record<string, unknown>[];
}

type Answer = (
  path: string,
  method: string,
) => { readonly status: number; readonly body: unknown } | undefined | 'nothing';

/** The part of GitHub's REST API that has to do with deployments, on a free port of 127.0.0.1, for the repository owner/app. */
export interface GithubApi {
  readonly url: string;
  readonly deployments: ApiDeployment[];
  /** Of all requests, without repetitions. */
  readonly tokens: Set<string>;
  readonly requests: string[];
  /** What is answered instead, if it returns something; `nothing`: the connection is closed. */
  override: Answer;
  /** As GitHub does it for a job with an `environment:`. */
  environmentOfJob(run: number, changes?: { environment?: string; sha?: string; state?: string }): void;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function startGithubApi(): Promise<GithubApi> {
  const deployments: ApiDeployment[] = [];
  const api: GithubApi = {
    url: '',
    deployments,
    tokens: new Set(),
    requests: [],
    override: () => undefined,
    environmentOfJob: (run, { environment = 'production', sha = defaultSha, state = 'in_progress' } = {}) => {
      const id = deployments.length + 1;
      const log_url = `https://github.com/owner/app/actions/runs/${run}/job/7`;
      deployments.push({ id, ref: 'main', sha, environment, payload: {}, statuses: [{ state, log_url }] });
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const server = createServer((request, response) => void answer(api, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(api, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

const defaultSha = '0123456789abcdef0123456789abcdef01234567';

async function answer(api: GithubApi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://api');
  const { method = 'GET' } = request;
  api.tokens.add(request.headers.authorization ?? '');
  api.requests.push(`${method} ${pathname}`);
  const body = await text(request);
  const given = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
  const found = api.override(pathname, method) ?? route(api, `${method} ${pathname}`, searchParams, given);
  if (found === 'nothing') return void request.socket.destroy();
  response.writeHead(found.status, { 'content-type': 'application/json' }).end(JSON.stringify(found.body));
}

function route(
  { deployments }: GithubApi,
  request: string,
  query: URLSearchParams,
  given: Record<string, unknown>,
): { readonly status: number; readonly body: unknown } {
  if (request === 'GET /repos/owner/app/deployments') {
    const found = deployments.filter(({ sha }) => sha === query.get('sha')).reverse();
    return { status: 200, body: found.slice(0, Number(query.get('per_page') ?? 30)) };
  }
  if (request === 'POST /repos/owner/app/deployments') {
    const { ref, environment, payload } = given as { ref: string; environment: string; payload: unknown };
    const made = { id: deployments.length + 1, ref, sha: ref, environment, payload, statuses: [] };
    deployments.push(made);
    return { status: 201, body: { ...given, ...made } };
  }
  const [, method, id] = /^(GET|POST) \/repos\/owner\/app\/deployments\/(\d+)\/statuses$/.exec(request) ?? [];
  const deployment = deployments.find((one) => one.id === Number(id));
  if (deployment === undefined) return { status: 404, body: { message: 'Not Found' } };
  if (method === 'GET') return { status: 200, body: [...deployment.statuses].reverse() };
  deployment.statuses.push(given);
  return { status: 201, body: given };
}
