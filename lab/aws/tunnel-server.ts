import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { checkSignedUrl } from './signature.js';

/** Tunnels at a time through one endpoint. */
const MOST_TUNNELS = 20;

export interface TunnelServerOptions {
  readonly secretOf: (accessKeyId: string) => string | undefined;
  /** Where a private address is: in a test, on a port of this machine. undefined: not in the VPC. */
  readonly route: (address: string, port: number) => { readonly host: string; readonly port: number } | undefined;
  readonly endpointIds: () => readonly string[];
  /** Whether the caller may not open tunnels. */
  readonly isDenied?: () => boolean;
}

/** What an EC2 Instance Connect Endpoint does with an upgrade: one WebSocket is one TCP connection. */
export class TunnelServer {
  readonly #options: TunnelServerOptions;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 65_000 });
  /** Upgrades so far, as `PATH?QUERY`. */
  readonly requests: string[] = [];

  constructor(options: TunnelServerOptions) {
    this.#options = options;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { url = '/', headers } = request;
    this.requests.push(url);
    const { pathname, searchParams: query } = new URL(url, 'wss://endpoint');
    const refused = this.#refusal(pathname, headers.host ?? '', query);
    const to = this.#options.route(query.get('privateIpAddress') ?? '', Number(query.get('remotePort')));
    if (refused !== undefined || to === undefined) {
      refuse(socket, ...(refused ?? [400, 'ValidationException', 'The address is not in the VPC of the endpoint.']));
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (tunnel) =>
      join(tunnel, to, Number(query.get('maxTunnelDuration') ?? '3600')),
    );
  }

  /** Ends all tunnels as a failing endpoint does. */
  end(): void {
    for (const tunnel of this.#server.clients) tunnel.terminate();
  }

  #refusal(path: string, host: string, query: URLSearchParams): readonly [number, string, string] | undefined {
    const secret = this.#options.secretOf((query.get('X-Amz-Credential') ?? '').split('/')[0] ?? '');
    if (secret === undefined)
      return [403, 'UnrecognizedClientException', 'The security token included in the request is invalid.'];
    const wrong = checkSignedUrl({ host, path, query }, { service: 'ec2-instance-connect', secret, now: new Date() });
    if (wrong === 'signature') return [403, 'InvalidSignatureException', 'The request signature does not match.'];
    if (wrong === 'expired') return [403, 'ExpiredTokenException', 'The request has expired.'];
    if (this.#options.isDenied?.() === true)
      return [403, 'AccessDeniedException', 'User is not authorized to perform: ec2-instance-connect:OpenTunnel'];
    if (path !== '/openTunnel') return [404, 'ResourceNotFoundException', 'There is no such path.'];
    if (!this.#options.endpointIds().includes(query.get('instanceConnectEndpointId') ?? ''))
      return [404, 'ResourceNotFoundException', 'There is no such endpoint.'];
    const seconds = Number(query.get('maxTunnelDuration') ?? '3600');
    if (!(seconds >= 1 && seconds <= 3600)) return [400, 'ValidationException', 'maxTunnelDuration is not 1 to 3600.'];
    if (this.#server.clients.size >= MOST_TUNNELS) return [429, 'ThrottlingException', 'Too many tunnels.'];
    return undefined;
  }
}

function refuse(socket: Duplex, status: number, type: string, message: string): void {
  const body = JSON.stringify({ __type: type, message });
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nContent-Type: application/json\r\nx-amzn-RequestId: req-1\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function join(tunnel: WebSocket, to: { readonly host: string; readonly port: number }, seconds: number): void {
  const target = connect({ ...to, noDelay: true });
  const timer = setTimeout(() => tunnel.close(4000, 'Maximum tunnel duration reached'), seconds * 1000);
  target.on('data', (chunk: Buffer) => tunnel.send(chunk));
  target.on('error', (error) => tunnel.close(4001, error.message.slice(0, 100)));
  target.on('close', () => tunnel.close(1000));
  tunnel.on('message', (data: RawData) => target.write(data as Buffer));
  tunnel.on('error', () => target.destroy());
  tunnel.on('close', () => {
    clearTimeout(timer);
    target.destroy();
  });
}
