import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { overlaid, type Overlay } from './ec2-overlay.js';
import { sendSshPublicKey, type ConnectTarget } from './instance-connect.js';
import type { PushedKeys } from './pushed-keys.js';

export interface StandInOptions {
  /** moto's address. */
  readonly moto: string;
  readonly overlay: Overlay;
  readonly keys: PushedKeys;
  readonly find: (id: string) => Promise<ConnectTarget | undefined>;
  /** Called after each call to EC2, before its answer is sent. */
  readonly called?: () => Promise<void>;
}

/** AWS, as far as an instance is concerned: EC2 by moto with what it lacks, and EC2 Instance Connect. */
export function awsStandIn({ moto, overlay, keys, find, called }: StandInOptions): RequestListener {
  return (request, response) => {
    const target = request.headers['x-amz-target'];
    const answered =
      target === 'AWSEC2InstanceConnectService.SendSSHPublicKey' ? push(request, response) : ec2(request, response);
    answered.catch((error: unknown) => response.writeHead(500).end(String(error)));
  };

  async function ec2(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const own = overlaid(new URLSearchParams(body), overlay);
    const { status, body: answer } = own ?? (await forward(moto, request, body));
    await called?.();
    const seen = overlay.hasPoolAddresses ? answer.replace(/<ipOwnerId>\d+/g, '<ipOwnerId>amazon') : answer;
    response.writeHead(status, { 'content-type': 'text/xml' }).end(seen);
  }

  async function push(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!overlay.denied.has('ec2-instance-connect:SendSSHPublicKey'))
      return await sendSshPublicKey(request, response, { find, keys });
    const body = {
      __type: 'AccessDeniedException',
      Message: 'User is not authorized to perform: ec2-instance-connect:SendSSHPublicKey',
    };
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  }
}

/** moto reads from the signature which service is meant. */
async function forward(moto: string, request: IncomingMessage, body: string) {
  const { authorization = '', 'content-type': type = 'application/x-www-form-urlencoded' } = request.headers;
  const answer = await fetch(`${moto}${request.url ?? '/'}`, {
    method: 'POST',
    headers: { authorization, 'content-type': type },
    body,
  });
  return { status: answer.status, body: await answer.text() };
}
