import { allServices } from './model/config.js';
import type { Stack } from './stack.js';

/** Docker's own network, in which containers do not find each other by name; `default` is another word for it. */
const DEFAULT_BRIDGE: readonly (string | undefined)[] = ['bridge', 'default'];

/** A service's `network_mode` where it keeps the service out of all networks of the project; undefined: it does not. */
export function foreignNetwork(mode: string | undefined): string | undefined {
  return mode === undefined || mode === '' || DEFAULT_BRIDGE.includes(mode) ? undefined : mode;
}

/**
 * Services that have to move from Docker's default network into that of the project, since the entry is there and our proxy reaches it
 * through the project's: the entry, and with it those that it may be linked with. Pure.
 */
export function movedServices({ kind, config, entry }: Pick<Stack, 'kind' | 'config' | 'entry'>): readonly string[] {
  const isOnBridge = (mode: string | undefined): boolean => DEFAULT_BRIDGE.includes(mode);
  if (kind !== 'app' || !isOnBridge(config.services[entry.service]?.network_mode)) return [];
  return allServices(config).flatMap(([name, { network_mode: mode }]) => (isOnBridge(mode) ? [name] : []));
}
