import { domainToASCII } from 'node:url';
import { parse } from 'tldts';
import { isIpv4, isIpv6 } from './ip-address.js';
import type { Parsed } from './parsed.js';

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * A name for which HTTP-01 can issue a public certificate: lower case, punycode, below a public suffix; no wildcard, address or
 * URL.
 */
export function parseDomainName(text: string): Parsed<string> {
  if (text.includes('://') || text.includes('/'))
    return { problem: 'is a URL; use the name only, such as app.example.com' };
  if (text.includes('*')) return { problem: 'is a wildcard, which needs a DNS-01 challenge; list the names instead' };
  if (isIpv4(text) || isIpv6(text)) return { problem: 'is an IP address; a site needs a domain name' };
  if (/:\d+$/.test(text)) return { problem: 'includes a port; HTTPS is served on port 443' };
  const name = /[\s'"`$\\@%]/.test(text) ? '' : domainToASCII(text).replace(/\.$/, '');
  if (name === '' || name.length > 253 || !name.split('.').every((label) => LABEL.test(label))) {
    return { problem: 'is not a domain name' };
  }
  const { domain, publicSuffix } = parse(name);
  if (domain === null) {
    const what = name.includes('.') ? 'is a public suffix, not a registered domain' : 'has no dot';
    return { problem: `${what}; a site needs a name such as app.example.com` };
  }
  if (publicSuffix !== null && /^\d+$/.test(publicSuffix)) return { problem: 'is not a domain name' };
  if (domain === 'amazonaws.com') {
    return {
      problem: "is Amazon's domain, for which certificate authorities do not issue certificates; use your own domain",
    };
  }
  return { value: name };
}

/** An alias: a domain name, or a label without a dot, which is a subdomain of the domain (`www`). */
export function parseAlias(text: string, domain: string): Parsed<string> {
  return parseDomainName(text.includes('.') || domain === '' ? text : `${text}.${domain}`);
}
