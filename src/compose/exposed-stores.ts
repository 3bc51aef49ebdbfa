import type { PortConfig } from './model/config.js';
import type { Stack } from './stack.js';

/** Ports of databases, caches and brokers, which no visitor speaks to. */
const STORE_PORTS: ReadonlySet<number> = new Set([
  ...[1433, 1521, 3306, 5432, 5672, 6379, 8086, 9042, 9200, 11211, 15672, 26257, 27017],
]);

const LOCAL = /^(127\.|::1$|\[::1\]$)/;

export interface ExposedStore {
  readonly service: string;
  readonly port: PortConfig;
}

/** Ports of databases that the compose file publishes on all interfaces of the host. Docker's rules come before those of ufw. Pure. */
export function exposedStores({ config }: Pick<Stack, 'config'>): readonly ExposedStore[] {
  return Object.entries(config.services).flatMap(([service, { ports = [] }]) =>
    ports
      .filter(({ target, host_ip: address }) => STORE_PORTS.has(target) && !LOCAL.test(address ?? ''))
      .map((port) => ({ service, port })),
  );
}
