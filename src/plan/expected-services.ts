import type { Planning } from './context.js';

/**
 * Services that have containers in a release, which alone count for its health: those that are started, and our proxy. A container of a
 * service whose profile is not active was started by a person, and is left alone.
 */
export function expectedServices({ facts, site }: Pick<Planning, 'facts' | 'site'>): readonly string[] {
  const { stack } = facts.repository;
  const own =
    stack.kind === 'dockerfile'
      ? [stack.entry.service]
      : stack.services.filter(({ hasProfile }) => !hasProfile).map(({ name }) => name);
  return stack.kind === 'whole' ? own : [...own, site.proxyService];
}
