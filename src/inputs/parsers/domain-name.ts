import { domainToASCII } from 'node:url';
import { parse } from 'tldts';
import { isIpv4, isIpv6 } from './ip-address.js';
import type { Parsed } from './parsed.js';

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * A name that a public certificate can be issued for by HTTP-01: lower case, punycode, below a public suffix; no wildcard, no
 * address, no URL.
 */
export function parseDomainName(text: string): Parsed<string> {
  if (text.includes('://') || text.includes('/'))
    return { problem: 'is a URL; give the name alone, such as app.example.com' };
  if (text.includes('*')) return { problem: 'is a wildcard, which needs a DNS challenge; list the names instead' };
  if (isIpv4(text) || isIpv6(text)) return { problem: 'is an IP address; a site needs a name' };
  if (/:\d+$/.test(text)) return { problem: 'has a port in it; HTTPS is served on 443' };
  const name = /[\s'"`$\\@%]/.test(text) ? '' : domainToASCII(text).replace(/\.$/, '');
  if (name === '' || name.length > 253 || !name.split('.').every((label) => LABEL.test(label))) {
    return { problem: 'is not a domain name' };
  }
  const { domain, publicSuffix } = parse(name);
  if (domain === null) {
    const what = name.includes('.') ? 'is a public suffix, under which names are sold' : 'has no dot';
    return { problem: `${what}; a site needs a name such as app.example.com` };
  }
  if (publicSuffix !== null && /^\d+$/.test(publicSuffix)) return { problem: 'is not a domain name' };
  if (domain === 'amazonaws.com') {
    return { problem: "is Amazon's own name, for which certificate authorities issue nothing; use a domain of yours" };
  }
  return { value: name };
}

/** An alias: a domain name, or a word without a dot that stands below the domain (`www`). */
export function parseAlias(text: string, domain: string): Parsed<string> {
  return parseDomainName(text.includes('.') || domain === '' ? text : `${text}.${domain}`);
}
