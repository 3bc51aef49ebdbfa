import { DeployError } from '../errors/deploy-error.js';
import { asOwn, classify, type Surroundings, type Verdict } from './own-proxy/classify.js';
import { frontsOf, type Front } from './own-proxy/front.js';
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

function question(
  { front, why }: Extract<Verdict, { kind: 'unclear' }>,
  { config, appService }: OwnProxyRequest,
): DeployError {
  const behind = appService ?? appBehind(front, Object.keys(config.services));
  return new DeployError({
    code: 'entry-unclear',
    what: `The compose files do not show whether ${front.name} is to terminate TLS`,
    why,
    hint: [
      'Add to the workflow step, to run it unchanged (you renew its certificate):\n  proxy: own',
      `or, to have the bundled reverse proxy terminate TLS and pass requests to the app directly:\n  proxy: bundled\n  app-service: ${behind}`,
    ].join('\n'),
  });
}

/** The service that the proxy passes requests to, for the lines to add. */
function appBehind({ name, passesTo }: Front, services: readonly string[]): string {
  return passesTo(services.filter((other) => other !== name))[0] ?? '<service>';
}
