import { isIpv4, isIpv6 } from './ip-address.js';
import type { Parsed } from './parsed.js';

const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** A DNS name of one or more labels (lower case, no final dot), an IPv4 or an IPv6 address (without brackets). */
export function parseHostName(text: string): Parsed<string> {
  const bare = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  if (isIpv4(bare)) return { value: bare };
  if (isIpv6(bare)) return { value: bare.toLowerCase() };
  return parseDnsName(text);
}

function parseDnsName(text: string): Parsed<string> {
  if (text.includes('://')) return { problem: 'is a URL; use the name only, without scheme and path' };
  if (text.includes('@')) return { problem: 'includes a user; use the name only and set the input `user`' };
  if (/^[^:]+:\d+$/.test(text)) return { problem: 'includes a port; use the name only and set the input `port`' };
  const name = text.toLowerCase().replace(/\.$/, '');
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  const isName = name.length <= 253 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(last);
  return isName ? { value: name } : { problem: 'is neither a DNS name nor an IP address' };
}
