import { isMapping } from './model/value.js';

/** The TCP ports of the host that `ports:` takes; a range gives each of its ports, one that the engine chooses gives none. */
export function publishedPorts(ports: unknown): readonly number[] {
  if (!Array.isArray(ports)) return [];
  return ports.flatMap((port: unknown) => {
    if (typeof port === 'string') return readShort(port);
    return isMapping(port) && port['protocol'] !== 'udp' ? readRange(port['published']) : [];
  });
}

/** `[address:][published:]target[/protocol]` */
function readShort(text: string): readonly number[] {
  const [mapping = '', protocol = 'tcp'] = text.split('/');
  const parts = mapping.replace(/^\[[^\]]*\]:/, '').split(':');
  return protocol === 'tcp' && parts.length > 1 ? readRange(parts.at(-2)) : [];
}

function readRange(value: unknown): readonly number[] {
  if (typeof value !== 'string' && typeof value !== 'number') return [];
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(String(value).trim());
  if (match === null) return [];
  const [low, high] = [Number(match[1]), Number(match[2] ?? match[1])];
  return high > 65535 ? [] : Array.from({ length: Math.max(0, high - low + 1) }, (_, index) => low + index);
}
