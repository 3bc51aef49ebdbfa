import { exposedStores } from '../../compose/exposed-stores.js';
import type { Planning } from '../context.js';
import type { Decision } from '../step.js';

/** Whether something that only containers should reach is open to everybody. */
export function decideExposure({ facts }: Planning): Decision {
  const warnings = exposedStores(facts.repository.stack).map(({ service, port: { published, target } }) => {
    const host = published ?? `${target}`;
    return (
      `${service} publishes port ${host} on all interfaces of the host, past a firewall such as ufw. ` +
      `Remove it from ports if only containers use it, or write '127.0.0.1:${host}:${target}'.`
    );
  });
  return warnings.length === 0 ? {} : { warnings };
}
