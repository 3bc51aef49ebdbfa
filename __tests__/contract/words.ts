/** A term that readers of a second language stumble over, and the standard term of the field. */
export interface Banned {
  readonly pattern: RegExp;
  readonly instead: string;
}

/**
 * The left column of the glossary (CONTRIBUTING.md) as patterns. They are narrow where the word has an ordinary meaning: `look at` is
 * banned, `look up` is not; `the host lacks` is, a missing permission is not.
 */
export const BANNED: readonly Banned[] = [
  { pattern: /\bthe look\b|\blook(?:s|ed|ing)? at\b/i, instead: 'inspect, observe, check' },
  { pattern: /\bthe world\b/i, instead: 'the internet, external' },
  { pattern: /\bvisit(?:s|ed|ing)? (?:the|a|each|every) (?:site|name|page|URL)\b/i, instead: 'request' },
  {
    pattern: /\b(?:is|are|was|were|be) asked\b|\basks? (?:it|the|nginx|Route 53|Docker|compose|GitHub|AWS)\b/i,
    instead: 'request, query',
  },
  { pattern: /\b(?:tell|tells|telling|told)\b/i, instead: 'report, print, show' },
  { pattern: /\b(?:say|says|saying|said)\b/i, instead: 'report, print, describe' },
  { pattern: /\b(?:hear|hears|heard)\b/i, instead: 'receive' },
  { pattern: /\bbeside\b/i, instead: 'alongside, in parallel with, next to' },
  { pattern: /(?<!write-)\bahead\b/i, instead: 'in advance, prefetched' },
  {
    pattern: /\b(?:is|are|was|be|becomes?|became|comes? up|ends?) (?:all )?well\b|\bill\b/i,
    instead: 'healthy, unhealthy',
  },
  { pattern: /\bmend(?:s|ed|ing)?\b/i, instead: 'fix' },
  { pattern: /\bhold(?:s|ing)? from outside\b|\b(?:does|do|did) not hold\b/i, instead: 'pass, fail verification' },
  { pattern: /\b(?:proof|proofs|prove|proves|proved|proven|proving)\b/i, instead: 'verify' },
  { pattern: /\ball together\b/i, instead: 'reported together' },
  { pattern: /\bmoved on\b|\btrue no more\b/i, instead: 'stale' },
  { pattern: /\bput(?:s|ting)? (?:it |them )?back\b|\brestor(?:e|es|ed|ing)\b/i, instead: 'roll back' },
  { pattern: /\bthe (?:release|run|deploy|version|one) before\b/i, instead: 'the previous release' },
  {
    pattern: /\b(?:take|takes|took|taken|taking) (?:it |them )?(?:away|back)\b/i,
    instead: 'remove, delete; roll back',
  },
  { pattern: /\b(?:take|takes|took|taken|taking) (?:it |them )?up\b/i, instead: 'reload, apply' },
  { pattern: /\b(?:stand|stands|stood|standing)[- ]in\b/i, instead: 'temporary proxy' },
  { pattern: /\bedge\b/i, instead: 'reverse proxy' },
  {
    pattern: /\border (?:is|was) spent\b|\bspends? an order\b|\b(?:is|was) ordered\b/i,
    instead: 'a certificate is requested',
  },
  { pattern: /\bparted by\b|\b(?:one|an object) a line\b/i, instead: 'separated by, one per line' },
  {
    pattern: /\b(?:lead|leads|led) (?:elsewhere|here|there|nowhere|to (?:the|this) host)\b/i,
    instead: 'resolves to, points to',
  },
  { pattern: /\bhosts? (?:that )?lack(?:s|ed)?\b/i, instead: 'is missing on the host' },
  { pattern: /\b(?:go|goes|went|going) on\b|\bby itself\b/i, instead: 'continue; on its own, in the background' },
  { pattern: /\bwhole stack\b/i, instead: 'stack with its own proxy' },
  { pattern: /\bwithout a request lost\b|\bno request lost\b/i, instead: 'zero-downtime' },
  { pattern: /\b(?:nobody|anybody|somebody|everybody)\b/i, instead: 'no one; or name who it is' },
];

/** The lines of a text that use a banned term, with the term that belongs there. */
export function bannedLines(text: string): readonly string[] {
  return text.split('\n').flatMap((line, index) =>
    BANNED.flatMap(({ pattern, instead }) => {
      const [found] = pattern.exec(line) ?? [];
      return found === undefined ? [] : [`${index + 1}: "${found}" → ${instead}: ${line.trim()}`];
    }),
  );
}
