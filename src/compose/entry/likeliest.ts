import type { Candidate } from './candidate.js';

/** What people call the service that has their pages, the likeliest first. Suggestions are put in this order; nothing is decided by it. */
const NAMES = [
  ...['web', 'app', 'frontend', 'front', 'client', 'ui', 'site', 'www', 'webapp', 'website', 'dashboard', 'portal'],
  ...['django', 'flask', 'rails', 'laravel', 'php', 'next', 'nextjs', 'nuxt', 'react', 'vue', 'angular', 'node', 'spring', 'server'],
  ...['nginx', 'proxy', 'gateway', 'caddy', 'backend', 'back', 'api'],
];

/** Candidates in the order in which they are suggested; those with names that say nothing keep theirs, at the end. Pure. */
export function likeliestFirst(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...candidates].sort((one, other) => rank(one) - rank(other));
}

/** By the whole name, else by a part of it: `shop-web` is a `web`. */
function rank({ name }: Candidate): number {
  const whole = NAMES.indexOf(name.toLowerCase());
  if (whole !== -1) return whole;
  const parts = name.toLowerCase().split(/[-_.]/);
  const ranks = parts.map((part) => NAMES.indexOf(part)).filter((index) => index !== -1);
  return ranks.length === 0 ? 2 * NAMES.length : NAMES.length + Math.min(...ranks);
}
