import { isIP } from 'node:net';
import { Problem } from './invalid.js';

/** A port in the form that compose makes of the short one. */
export interface PortForm {
  readonly mode: 'ingress';
  readonly host_ip?: string;
  readonly target: number;
  readonly published?: string;
  readonly protocol: string;
}

/** `[address:][published:]target[/protocol]`, either of the two a range. @throws Problem */
export function readPorts(spec: string): readonly PortForm[] {
  const parts = spec.split(':');
  const [inside = '', proto = ''] = (parts.at(-1) ?? '').split('/');
  const published = parts.at(-2) ?? '';
  const address = addressOf(spec, parts.slice(0, -2).join(':'));
  const protocol = (proto === '' ? 'tcp' : proto).toLowerCase();
  if (!['tcp', 'udp', 'sctp'].includes(protocol)) throw wrong(spec, `has the unknown protocol ${proto}`);
  const target = rangeOf(spec, inside);
  const host = published === '' ? undefined : rangeOf(spec, published);
  const isSame = host === undefined || host.last - host.first === target.last - target.first;
  if (!isSame && target.last !== target.first) throw wrong(spec, 'has two ranges of different length');
  const ports = Array.from({ length: target.last - target.first + 1 }, (_, index) => ({
    mode: 'ingress' as const,
    ...(address === '' ? {} : { host_ip: address }),
    target: target.first + index,
    ...(host === undefined ? {} : { published: isSame ? String(host.first + index) : `${host.first}-${host.last}` }),
    protocol,
  }));
  return ports.sort((one, other) => (String(one.target) < String(other.target) ? -1 : 1));
}

function addressOf(spec: string, text: string): string {
  const address = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  if (address !== '' && (isIP(address.replace(/%.*$/, '')) === 0 || (text.includes(':') && !text.startsWith('['))))
    throw wrong(spec, `has the invalid address ${text}`);
  return address;
}

function rangeOf(spec: string, text: string): { readonly first: number; readonly last: number } {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  const [first, last] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  if (match === null || first > 65_535 || last > 65_535 || last < first)
    throw wrong(spec, `has the invalid port ${text}`);
  return { first, last };
}

function wrong(spec: string, what: string): Problem {
  return new Problem(`the port ${spec} ${what}`);
}
