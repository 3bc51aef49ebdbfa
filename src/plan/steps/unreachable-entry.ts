import type { Failure } from '../../errors/deploy-error.js';
import { foreignNetwork, movedServices } from '../../compose/network-mode.js';
import { allServices } from '../../compose/model/config.js';
import { isList, textOf } from '../../compose/model/value.js';
import type { Stack } from '../../compose/stack.js';
import type { Planning } from '../context.js';

/** An entry that is in no network of the project: the bundled reverse proxy passes requests through one. */
export function unreachableEntry({ facts }: Planning): readonly Failure[] {
  const { stack } = facts.repository;
  const { service } = stack.entry;
  const mode = stack.config.services[service]?.network_mode ?? '';
  const found = stack.kind === 'app' ? (elsewhere(service, mode) ?? linked(stack, service)) : undefined;
  if (found === undefined) return [];
  const what = `The service ${service} uses network_mode ${mode}, so the bundled reverse proxy cannot reach it`;
  return [{ code: 'entry-unreachable', what, ...found }];
}

type Reason = Required<Pick<Failure, 'why' | 'hint'>>;

function elsewhere(service: string, mode: string): Reason | undefined {
  const network = foreignNetwork(mode);
  if (network === undefined) return undefined;
  const [kind, name = ''] = network.split(':');
  const through = 'The reverse proxy passes requests through a network of the project';
  const remove = `Remove network_mode from ${service}`;
  const another = 'or name another service as app-service';
  if (kind === 'service') {
    return {
      why: `${through}. ${service} shares the network of the service ${name}, so its port is open there`,
      hint: `${remove}, or set app-service: ${name} and, as app-port, the port on which ${service} listens.`,
    };
  }
  if (kind === 'container') {
    return {
      why: `${through}. ${service} shares the network of the container ${name}`,
      hint: `${remove}, ${another}.`,
    };
  }
  if (kind === 'host')
    return { why: `${through}. ${service} is in the network of the host`, hint: `${remove}, ${another}.` };
  if (kind === 'none') return { why: `${through}. ${service} has no network`, hint: `${remove}, ${another}.` };
  return {
    why: `${through}. ${service} is only in the network ${network}`,
    hint: `Write networks: [${network}] instead of network_mode, and declare ${network} as external under networks of the compose file.`,
  };
}

/** Links to containers of other projects work in Docker's default network only, which a service behind the proxy has to leave. */
function linked({ kind, config, entry }: Stack, service: string): Reason | undefined {
  const moved = movedServices({ kind, config, entry });
  const links = allServices(config).flatMap(([name, { external_links: found }]) =>
    moved.includes(name) && isList(found) ? found.map(textOf) : [],
  );
  if (links.length === 0) return undefined;
  return {
    why: `It would be moved into the network of the project, where its external_links do not work: ${links.join(', ')}`,
    hint: `Remove network_mode from ${service}, and put it and the linked containers into one network that is declared as external.`,
  };
}
