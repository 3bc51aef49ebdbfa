import { isIpv4, isIpv6 } from './ip-address.js';
import type { Parsed } from './parsed.js';

/** An IP address, or a CIDR block: `203.0.113.0/24`, `2001:db8::/32`. Not all addresses: then anybody could name any visitor. */
export function parseNetwork(text: string): Parsed<string> {
  const [address = '', bits, ...more] = text.split('/');
  const longest = isIpv4(address) ? 32 : isIpv6(address) ? 128 : 0;
  if (longest === 0 || more.length > 0) return { problem: 'is neither an IP address nor a CIDR block' };
  if (bits === undefined) return { value: address };
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > longest) return { problem: `needs a prefix length of 1 to ${longest}` };
  if (Number(bits) === 0) return { problem: 'are all addresses, so a visitor could claim any address' };
  return { value: `${address}/${Number(bits)}` };
}
