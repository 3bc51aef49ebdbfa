/** A word that readers of this project do not meet, and the standard term in its place. */
export interface Word {
  readonly not: RegExp;
  readonly but: string;
}

/** Wrong wherever a user reads it: in documents, in action.yml, and in texts that the action prints. */
export const WORDS: readonly Word[] = [
  { not: /\blook(s|ed|ing)? at\b|\bthe look\b/i, but: 'inspect, observe, check' },
  { not: /\bthe world\b/i, but: 'external, public' },
  { not: /\b(visit|visits|visited|visiting)\b/i, but: 'request' },
  { not: /\b(tell|tells|telling|told)\b/i, but: 'report, print, list' },
  { not: /\bbeside\b/i, but: 'alongside, next to, compared with' },
  { not: /(?<!write-)\bahead\b/i, but: 'in advance, prefetched' },
  { not: /(?<!\bas )\bwell\b(?!-known)/i, but: 'healthy, successfully' },
  { not: /\bill\b/i, but: 'unhealthy' },
  { not: /\bmend(s|ed|ing)?\b/i, but: 'fix, repair' },
  { not: /\b(does|did|do) not hold\b|\bholds? from outside\b/i, but: 'fail verification' },
  { not: /\b(proof|proofs|prove|proves|proved|proven|proving)\b/i, but: 'verify, check' },
  { not: /\bmoved on\b|\btrue no more\b/i, but: 'stale' },
  { not: /\bput(s|ting)? (\w+ )?back\b|\brestor(e|es|ed|ing)\b/i, but: 'roll back' },
  { not: /\bthe (release|one|run|version) before\b(?! (the|it|this|that|a)\b)/i, but: 'the previous release' },
  { not: /\b(take|takes|taken|taking|took) ((it|them|that) )?(away|back)\b/i, but: 'remove, roll back, revert' },
  { not: /\b(take|takes|taken|taking|took) ((it|them|that) )?up\b/i, but: 'reload, apply' },
  { not: /\b(stand|stands|stood|standing)[ -]in\b/i, but: 'temporary proxy' },
  { not: /\bedge\b/i, but: 'reverse proxy' },
  { not: /\border (is|was) spent\b|\bcertificate (is|was) ordered\b/i, but: 'a certificate is requested' },
  { not: /\bparted by\b|\b(one|an object) a line\b/i, but: 'separated by, one per line' },
  { not: /\b(lead|leads|led|leading) to\b/i, but: 'resolves to, points to' },
  { not: /\black(s|ed|ing)?\b/i, but: 'is missing on' },
  { not: /\b(goes|go|went|going) on\b/i, but: 'continues' },
  { not: /\bby itself\b/i, but: 'on its own, in the background' },
  { not: /\bwhole stack\b/i, but: 'stack with its own proxy' },
  { not: /\b(nobody|somebody|everybody)\b/i, but: 'no one, anyone, another machine' },
];

/** Wrong in documents; in a short text of the program the plain word may be right. */
export const PROSE_WORDS: readonly Word[] = [
  { not: /\b(say|says|saying|said)\b/i, but: 'reports, prints, describes' },
  { not: /\b(ask|asks|asked|asking)\b/i, but: 'request, query, call' },
  { not: /\b(hear|hears|heard)\b/i, but: 'receive' },
  { not: /\blies?\b/i, but: 'is in' },
  { not: /\broll-back\b|\bback-proxy\b|\bhealthcheck\b(?!`)/i, but: 'rollback, reverse proxy, health check' },
  { not: /\bzero down-time\b|\bwith no downtime\b/i, but: 'zero-downtime deploy' },
];

/** Each line of a text that has one of the words, with the term that belongs there. */
export function wrongLines(text: string, words: readonly Word[]): readonly string[] {
  return text
    .split('\n')
    .flatMap((line) => words.filter(({ not }) => not.test(line)).map(({ not, but }) => show(line, not, but)));
}

function show(line: string, not: RegExp, but: string): string {
  return `${line.trim()} (${not.exec(line)?.[0] ?? ''} → ${but})`;
}
