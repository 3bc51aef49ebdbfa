import type { PortConfig, ServiceConfig } from '../model/config.js';
import type { Stack } from '../stack.js';

/** Ports of the host that belong to the reverse proxy, whoever asks for them. */
const PROXY_PORTS: readonly string[] = ['80', '443'];

/** What the reverse proxy takes from the entry, so that a new release can start next to the current one. */
export interface BehindProxy {
  readonly dropped: readonly PortConfig[];
  readonly kept: readonly PortConfig[];
  /** It remains as a name in the service's networks. */
  readonly containerName: string | undefined;
}

/**
 * Takes from the entry the host ports that lead to what the proxy asks, the likeliest of several that are published, and its container
 * name. Other ports stay, such as SSH of a git server; and all stay with `keepsPorts`, but for the proxy's own. Pure.
 */
export function behindProxy(stack: Pick<Stack, 'kind' | 'config' | 'entry'>, keepsPorts: boolean): BehindProxy {
  const body = stack.kind === 'app' ? stack.config.services[stack.entry.service] : undefined;
  const ports = body?.ports ?? [];
  const likeliest = stack.entry.ports.find((port) => ports.some(({ target }) => target === port));
  const isAsked = ({ target, protocol }: PortConfig): boolean =>
    protocol !== 'udp' && !keepsPorts && target === likeliest;
  const dropped = ports.filter((port) => PROXY_PORTS.includes(port.published ?? '') || isAsked(port));
  return {
    dropped,
    kept: ports.filter((port) => !dropped.includes(port)),
    containerName: keepsPorts ? undefined : body?.container_name,
  };
}

/** The entry as compose runs it behind the proxy; undefined: it is not in a compose file. */
export function entryBody(
  stack: Pick<Stack, 'kind' | 'config' | 'entry'>,
  keepsPorts: boolean,
): ServiceConfig | undefined {
  const body = stack.config.services[stack.entry.service];
  if (body === undefined) return undefined;
  const { kept, containerName } = behindProxy(stack, keepsPorts);
  const { container_name: name, ...rest } = body;
  return {
    ...rest,
    ports: kept,
    ...(name === undefined || containerName !== undefined ? {} : { container_name: name }),
  };
}
