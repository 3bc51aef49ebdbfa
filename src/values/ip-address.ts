import { isIP } from 'node:net';

export function isIpv4(text: string): boolean {
  return isIP(text) === 4;
}

/** Without a zone (`fe80::1%eth0`), which means something to one machine only. */
export function isIpv6(text: string): boolean {
  return isIP(text) === 6 && !text.includes('%');
}
