import { DeployError } from '../errors/deploy-error.js';
import { asOwn, classify, type Surroundings, type Verdict } from './own-proxy/classify.js';
import { withoutTls, withoutTheProxy } from './own-proxy/answers.js';
import { frontsOf } from './own-proxy/front.js';
import type { ProxyChoice } from '../inputs/inputs.js';
import type { OwnProxy, Service } from './stack.js';

export interface OwnProxyRequest extends Surroundings {
  readonly services: readonly Service[];
  readonly choice: ProxyChoice;
  /** The input app-service. */
  readonly appService: string | undefined;
}

/**
 * The stack's own proxy, if it terminates TLS; undefined: the bundled one does.
 * @throws DeployError entry-unclear, invalid-input
 */
export function findOwnProxy(request: OwnProxyRequest): OwnProxy | undefined {
  const { files, config, services, choice } = request;
  if (choice === 'bundled') return undefined;
  const fronts = frontsOf(files, config, services);
  if (choice === 'own') return asOwn(fronts[0] ?? noProxy(), request);
  const verdicts = fronts.map((front) => classify(front, request));
  const own = verdicts.find((verdict) => verdict.kind === 'own');
  if (own !== undefined) return own.own;
  const unclear = verdicts.find((verdict) => verdict.kind === 'unclear');
  if (unclear !== undefined) throw question(unclear, request);
  return undefined;
}

/** @throws DeployError invalid-input */
export function noProxy(): never {
  throw new DeployError({
    code: 'invalid-input',
    what: 'proxy: own is given, but no service of the compose files publishes port 80 or 443',
    why: 'A stack with its own reverse proxy has to serve visitors on these ports of the host',
    hint: 'Publish both ports from the proxy, or remove `proxy: own` so that the bundled reverse proxy is used.',
  });
}

function question(verdict: Extract<Verdict, { kind: 'unclear' }>, request: OwnProxyRequest): DeployError {
  const { front, why, behind, isSelfSigned = false } = verdict;
  const { name } = front;
  const own = 'to run it unchanged (you renew its certificate):\n  proxy: own';
  const port = behind?.port === undefined ? '' : `\n  app-port: ${behind.port}`;
  const through = `to have the bundled reverse proxy terminate TLS and pass requests to ${name}:\n  proxy: bundled\n  app-service: ${name}${port}`;
  const answers =
    behind === undefined
      ? [own, ...withoutTls(front), ...withoutTheProxy(front, request)]
      : isSelfSigned
        ? [through]
        : [through, own];
  return new DeployError({
    code: 'entry-unclear',
    what: `The compose files do not show whether ${name} is to terminate TLS`,
    why,
    hint: answers.map((answer, index) => `${index === 0 ? 'Add to the workflow step, ' : 'or, '}${answer}`).join('\n'),
  });
}
