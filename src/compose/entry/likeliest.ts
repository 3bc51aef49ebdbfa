import type { Candidate } from './candidate.js';

/** What people call the service that has their pages, the likeliest first. Suggestions are put in this order; nothing is decided by it. */
const PAGES = [
  ...[
    'web',
    'app',
    'frontend',
    'front',
    'client',
    'ui',
    'site',
    'www',
    'webapp',
    'website',
    'page',
    'pages',
    'dashboard',
    'portal',
  ],
  ...[
    'django',
    'flask',
    'rails',
    'laravel',
    'php',
    'wordpress',
    'next',
    'nextjs',
    'nuxt',
    'react',
    'vue',
    'angular',
    'node',
    'spring',
  ],
  ...['server', 'nginx', 'proxy', 'gateway', 'caddy'],
];

/** What they call a service that is asked by pages. */
const PARTS = ['backend', 'back', 'api', 'service', 'auth', 'socket', 'ws', 'realtime', 'worker'];

/** Candidates in the order in which they are suggested; names that say nothing stand in the middle. Pure. */
export function likeliestFirst(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...candidates].sort((one, other) => rank(one) - rank(other));
}

/** By the whole name, else by a part of it: `shop-web` is a `web`. An `api-gateway` is the way to the parts behind it. */
function rank({ name }: Candidate): number {
  const words = name.toLowerCase().split(/[-_.]/);
  const isPart = words.length > 1 && words.at(-1) !== 'gateway' && words.some((word) => PARTS.includes(word));
  const ranks = (isPart ? [] : [name.toLowerCase(), ...words])
    .map((word) => PAGES.indexOf(word))
    .filter((index) => index !== -1);
  const first = Math.min(...ranks);
  if (Number.isFinite(first)) return first;
  return PAGES.length + Math.max(0, ...words.map((word) => PARTS.indexOf(word) + 1));
}
