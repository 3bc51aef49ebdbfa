import { isIP } from 'node:net';

export function isIpv4(text: string): boolean {
  return /^[\d.]+$/.test(text) && isIP(text) === 4;
}

/** Without a zone (`fe80::1%eth0`), which is valid on one machine only. */
export function isIpv6(text: string): boolean {
  // The cheap check first: a name has no colon, and Node's IPv6 check is slow on first use.
  return text.includes(':') && !text.includes('%') && isIP(text) === 6;
}
