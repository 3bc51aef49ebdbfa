import { parseAlias, parseDomainName } from './parsers/domain-name.js';
import { parseEach } from './parsers/parsed.js';
import type { InputReader } from './reader.js';

/** A certificate of Let's Encrypt's default profile holds no more. */
const MOST_NAMES = 100;

export interface Site {
  readonly domain: string;
  readonly aliases: readonly string[];
}

/** The site's names, each once. */
export function readSite(reader: InputReader): Site {
  const domain = reader.required('domain', parseDomainName, '');
  const words = (reader.lines('aliases') ?? '').split(/[\s,]+/).filter((word) => word !== '');
  const parsed = parseEach(words, (word) => parseAlias(word, domain));
  if ('problem' in parsed) {
    // Below an unknown domain a short alias is nothing, and the domain's own problem has been told.
    if (domain !== '' || parsed.problem.includes('.')) reader.complain('aliases', parsed.problem);
    return { domain, aliases: [] };
  }
  const aliases = [...new Set(parsed.value)].filter((alias) => alias !== domain);
  if (aliases.length >= MOST_NAMES) {
    reader.complain(
      'aliases',
      `there are ${aliases.length + 1} names with the domain; a certificate holds at most ${MOST_NAMES}`,
    );
  }
  return { domain, aliases };
}
