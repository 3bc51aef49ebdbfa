import type { PortConfig } from '../../compose/model/config.js';
import { replicasIn } from '../../compose/replicas.js';
import type { Stack } from '../../compose/stack.js';
import { removedList, replacedList } from './yaml-tags.js';

const PROXY_PORTS: readonly string[] = ['80', '443'];

/** Ports of the host that belong to the bundled proxy, of services that are not the entry: their own proxy, which is passed by. */
export function droppedPorts(
  { kind, config, entry }: Pick<Stack, 'kind' | 'config' | 'entry'>,
  service: string,
): readonly PortConfig[] {
  const body = config.services[service];
  if (kind !== 'app' || service === entry.service || body === undefined || replicasIn(body) === 0) return [];
  return (body.ports ?? []).filter(({ published }) => PROXY_PORTS.includes(published ?? ''));
}

/** What is laid over such a service. Pure. */
export function withoutProxyPorts(stack: Pick<Stack, 'kind' | 'config' | 'entry'>, service: string): object {
  const dropped = droppedPorts(stack, service);
  if (dropped.length === 0) return {};
  const kept = (stack.config.services[service]?.ports ?? []).filter((port) => !dropped.includes(port));
  return { ports: kept.length === 0 ? removedList() : replacedList(kept) };
}
