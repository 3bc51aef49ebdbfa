/** What a router's rule asks for. */
export interface RuleFacts {
  /** Whole names that it answers to; empty: any, or a pattern. */
  readonly hosts: readonly string[];
  /** Whether it is for a part of the site only. */
  readonly hasPath: boolean;
}

const HOST = /\bHost(?:SNI)?\(([^)]*)\)/g;
const PATTERN = /\bHost(?:SNI)?Regexp\(|\bHost(?:SNI)?\([^)]*[${}]/;
const PATH = /\bPath(?:Prefix|Regexp|Strip|PrefixStrip)?[(:]/;
/** The path of all pages, and all but some paths. */
const WHOLE_SITE = /\bPathPrefix\([`'"]\/[`'"]\)|!\s*Path\w*\([^)]*\)/g;
/** Traefik 1: `Host:a.example.com,b.example.com;PathPrefix:/api`. */
const OLD_HOST = /\bHost:([^;]*)/g;

/** Reads the rule of a Traefik router, as versions 1 to 3 write it. Pure. */
export function ruleFacts(rule: string): RuleFacts {
  const hasPath = PATH.test(rule.replace(WHOLE_SITE, ''));
  if (PATTERN.test(rule)) return { hosts: [], hasPath };
  const listed = [...rule.matchAll(HOST), ...rule.matchAll(OLD_HOST)].map(([, names = '']) => names);
  const hosts = listed.flatMap((names) => names.split(/[`'",\s]+/)).filter((name) => name !== '' && name !== '*');
  return { hosts: [...new Set(hosts)], hasPath };
}
