import { isStore } from './entry/stores.js';
import type { PortConfig } from './model/config.js';
import type { Stack } from './stack.js';

/** Ports of databases, caches and brokers, which no visitor speaks to. */
const STORE_PORTS: ReadonlySet<number> = new Set([
  ...[
    1433, 1521, 1883, 2181, 2379, 3306, 4222, 5432, 5672, 6333, 6379, 7687, 7700, 8086, 8108, 9042, 9092, 9200, 9300,
    11211, 11434,
  ],
  ...[15672, 26257, 27017],
]);

const LOCAL = /^(127\.|::1$|\[::1\]$)/;

export interface ExposedStore {
  readonly service: string;
  readonly port: PortConfig;
}

/**
 * Ports of stores, known by their numbers or their images, that the compose file publishes on all interfaces of the host. Docker's rules
 * come before those of ufw. Pure.
 */
export function exposedStores({ config }: Pick<Stack, 'config'>): readonly ExposedStore[] {
  return Object.entries(config.services).flatMap(([service, { ports = [], image = '', build }]) =>
    ports
      .filter(({ target }) => STORE_PORTS.has(target) || (build === undefined && isStore(image)))
      .filter(({ host_ip: address }) => !LOCAL.test(address ?? ''))
      .map((port) => ({ service, port })),
  );
}
