/**
 * Words that readers of a second language stumble over, with the standard term (CONTRIBUTING.md, Glossary). Only uses that are never
 * right are listed: `look` is banned, `look up` is not.
 */
export const BANNED: readonly (readonly [RegExp, string])[] = [
  [/\b(?:the look|looks? at|looked at|looking at)\b/i, 'inspect'],
  [/\bthe world\b/i, 'the internet, external'],
  [/\btold of\b|\bis told\b|\bare told\b/i, 'report'],
  [/\bbeside\b/i, 'alongside, next to'],
  [/\bahead of its turn\b|\blinked ahead\b/i, 'prefetched'],
  [/\b(?:is|are|becomes?|became) (?:well|ill)\b/i, 'healthy, unhealthy'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\bprov(?:e|es|ed|en|ing)\b/i, 'verify'],
  [/\btold all together\b/i, 'reported together'],
  [/\bmoved on\b|\btrue no more\b/i, 'stale'],
  [/\bput(?:s|ting)? back\b/i, 'roll back'],
  [/\brelease before\b/i, 'previous release'],
  [/\b(?:take|takes|took|taken|taking) (?:away|up)\b/i, 'remove; reload'],
  [/\bstand(?:s|ing)?[- ]in\b/i, 'temporary proxy'],
  [/\bthe edge\b/i, 'the reverse proxy'],
  [/\border is spent\b|\bspends? an order\b|\bwas ordered\b/i, 'a certificate is requested'],
  [/\bparted by\b|\bone a line\b/i, 'separated by, one per line'],
  [/\bleads? (?:elsewhere|here|there)\b|\bled elsewhere\b/i, 'resolves to'],
  [/\bthe host lacks\b/i, 'missing on the host'],
  [/\bwhole stack\b/i, 'stack with its own proxy'],
  [/\bnobody\b|\banybody\b/i, 'no one; name who it is'],
];
