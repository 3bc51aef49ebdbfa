import type { ServiceConfig } from './model/config.js';

/** Containers that a service declares. */
export function replicasIn({ scale, deploy }: Pick<ServiceConfig, 'scale' | 'deploy'>): number {
  return scale ?? deploy?.replicas ?? 1;
}
