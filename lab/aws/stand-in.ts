import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { strike, type ApiCall } from './api-call.js';
import { errorAnswer, overlaid, type Answer, type Overlay } from './ec2-overlay.js';
import { refusal, sendSshPublicKey, type ConnectTarget, type JsonAnswer } from './instance-connect.js';
import type { PushedKeys } from './pushed-keys.js';

export interface StandInOptions {
  /** moto's address. */
  readonly moto: string;
  readonly overlay: Overlay;
  readonly keys: PushedKeys;
  readonly find: (id: string) => Promise<ConnectTarget | undefined>;
  /** Gets each call after it has been carried out or refused, and before it is answered. */
  readonly called?: (call: ApiCall) => Promise<void> | void;
}

/** AWS, as far as an instance is concerned: EC2 by moto with what it lacks, and EC2 Instance Connect. */
export function awsStandIn({ moto, overlay, keys, find, called }: StandInOptions): RequestListener {
  return (request, response) => {
    const target = request.headers['x-amz-target'];
    const isPush = target === 'AWSEC2InstanceConnectService.SendSSHPublicKey';
    const answered = isPush ? push(request, response) : ec2(request, response);
    answered.catch((error: unknown) => response.writeHead(500).end(String(error)));
  };

  async function ec2(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { Action = '', ...parameters } = Object.fromEntries(new URLSearchParams(body));
    const call = { action: `ec2:${Action}`, parameters };
    const { status, body: answer } = await answerTo(call, request, body);
    await called?.(call);
    const seen = overlay.hasPoolAddresses ? answer.replace(/<ipOwnerId>\d+/g, '<ipOwnerId>amazon') : answer;
    response.writeHead(status, { 'content-type': 'text/xml' }).end(seen);
  }

  async function answerTo(call: ApiCall, request: IncomingMessage, body: string): Promise<Answer> {
    const error = strike(overlay, call.action);
    if (error !== undefined && !error.isCarriedOut) return errorAnswer(error);
    const answer = overlaid(call, overlay) ?? (await forward(moto, request, body));
    return error === undefined ? answer : errorAnswer(error);
  }

  async function push(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const action = 'ec2-instance-connect:SendSSHPublicKey';
    const parameters = JSON.parse(await text(request)) as Readonly<Record<string, string>>;
    const error = strike(overlay, action);
    const answer = error === undefined ? await sendSshPublicKey(parameters, { find, keys }) : refused(error);
    await called?.({ action, parameters });
    response
      .writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' })
      .end(JSON.stringify(answer.body));
  }
}

/** Services with JSON call a denied call so. */
function refused({ name, message }: { readonly name: string; readonly message: string }): JsonAnswer {
  return refusal(name === 'UnauthorizedOperation' ? 'AccessDeniedException' : name, message);
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
