import { isIP } from 'node:net';

export function isIpv4(text: string): boolean {
  return /^[\d.]+$/.test(text) && isIP(text) === 4;
}

/** Without a zone (`fe80::1%eth0`), which means something to one machine only. */
export function isIpv6(text: string): boolean {
  // A name has no colon: asked of it, Node would make its pattern of IPv6 addresses for nothing, which takes 4 ms.
  return text.includes(':') && !text.includes('%') && isIP(text) === 6;
}
