import { servicesApart } from '../compose/apart.js';
import type { Planning } from './context.js';

/** Services that a release starts: those of the project whose profile is active, if they have one, and our proxy. */
export function activeServices({ facts, site }: Pick<Planning, 'facts' | 'site'>): readonly string[] {
  const { stack } = facts.repository;
  if (stack.kind === 'native') return [];
  const own =
    stack.kind === 'dockerfile'
      ? [stack.entry.service]
      : stack.services.filter(({ hasProfile }) => !hasProfile).map(({ name }) => name);
  return stack.kind === 'whole' ? own : [...own, site.proxyService];
}

/**
 * Those of them that have containers, which alone count for the health of a release: not one with zero replicas. A container of any other
 * service was started by a person, and is left alone.
 */
export function expectedServices(planning: Pick<Planning, 'facts' | 'site'>): readonly string[] {
  const { services } = planning.facts.repository.stack;
  const none = new Set(services.filter(({ replicas }) => replicas === 0).map(({ name }) => name));
  return activeServices(planning).filter((name) => !none.has(name));
}

/** Those that compose can bring up without the app and its one-shots (`servicesApart`). Our proxy needs neither. */
export function servicesApartOf(planning: Pick<Planning, 'facts' | 'site'>): readonly string[] {
  const { stack } = planning.facts.repository;
  const apart = servicesApart(stack);
  if (apart === undefined) return [];
  return activeServices(planning).filter((name) => apart.includes(name) || name === planning.site.proxyService);
}
