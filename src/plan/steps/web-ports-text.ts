import { instanceText } from '../../access/describe.js';
import type { InstanceFacts } from '../../access/instance-facts.js';
import { openingCommand, openingRule, type WebPort } from '../../access/web-ports.js';

/** What the rules allow of ports that not all addresses may use. */
export function limitedText(ports: readonly WebPort[], { instance }: InstanceFacts): string {
  const sources = [...new Set(ports.flatMap((one) => one.sources))];
  const shown = sources.length > 4 ? [...sources.slice(0, 3), `${sources.length - 3} more`] : sources;
  return `The security groups of instance ${instanceText(instance)} allow port ${portsText(ports)} from ${shown.join(', ')} only`;
}

/** The same, where visitors may come from other addresses. */
export function limitedWarning(ports: readonly WebPort[], known: InstanceFacts): string {
  const isChosen = ports.some((one) => one.isChosen);
  return [
    `${limitedText(ports, known)}. Visitors from other addresses get no response.`,
    ...(hasPort(ports, 80) ? ['Certificates are verified by HTTP-01 from any address, on port 80.'] : []),
    'If a load balancer or CDN is in front of the instance, set dns-target to it, or dns: none.',
    ...(isChosen ? [] : ['Otherwise set open-web-ports: true.']),
    openingHint(ports, known),
  ].join(' ');
}

/** Of ports that no address may use, in one family or in both. */
export function closedText(ports: readonly WebPort[], known: InstanceFacts): string {
  const isV6 = ports.every(({ family }) => family === 6);
  const meaning = isV6
    ? 'Visitors with IPv6 get no response if the names have AAAA records for the instance.'
    : consequences(ports);
  return `No security group of instance ${instanceText(known.instance)} allows port ${portsText(ports)}${isV6 ? ' over IPv6' : ''}. ${meaning} Unless visitors come in another way, such as through a tunnel, set open-web-ports: true. ${openingHint(ports, known)}`;
}

/** What does not work while they are closed. */
export function consequences(ports: readonly WebPort[]): string {
  return [
    ...(hasPort(ports, 80) ? ['Without port 80 no certificate can be requested or renewed by HTTP-01.'] : []),
    ...(hasPort(ports, 443) ? ['Without port 443 no visitor reaches the site.'] : []),
  ].join(' ');
}

/** The commands that open them. */
export function openingHint(ports: readonly WebPort[], { instance }: InstanceFacts): string {
  const rules = ports.flatMap((port) => openingRule(port, instance) ?? []);
  return ['To add the rules yourself:', ...rules.map(openingCommand)].join('\n');
}

/** `80 and 443` */
export function portsText(ports: readonly { readonly port: number }[]): string {
  return [...new Set(ports.map(({ port }) => port))].join(' and ');
}

function hasPort(ports: readonly WebPort[], port: number): boolean {
  return ports.some((one) => one.port === port);
}
