import { parseAlias, parseDomainName } from './parsers/domain-name.js';
import { parseEach } from './parsers/parsed.js';
import type { InputReader } from './reader.js';

/** The limit of a certificate in Let's Encrypt's default profile. */
const MAX_NAMES = 100;

export interface Site {
  readonly domain: string;
  readonly aliases: readonly string[];
}

/** The site's names without duplicates. */
export function readSite(reader: InputReader): Site {
  const domain = reader.required('domain', parseDomainName, '');
  const words = (reader.lines('aliases') ?? '').split(/[\s,]+/).filter((word) => word !== '');
  const parsed = parseEach(words, (word) => parseAlias(word, domain));
  if ('problem' in parsed) {
    // A short alias needs a valid domain, and the problem of the domain is already reported.
    if (domain !== '' || parsed.problem.includes('.')) reader.addProblem('aliases', parsed.problem);
    return { domain, aliases: [] };
  }
  const aliases = [...new Set(parsed.value)].filter((alias) => alias !== domain);
  if (aliases.length >= MAX_NAMES) {
    reader.addProblem(
      'aliases',
      `${aliases.length + 1} names including the domain; a certificate can contain at most ${MAX_NAMES}`,
    );
  }
  return { domain, aliases };
}
