import type { DnsInput, Inputs } from './inputs.js';
import { parseHostName } from './parsers/host-name.js';
import { parseHostedZoneId } from './parsers/hosted-zone-id.js';
import { parseNewZone } from './parsers/new-zone.js';
import { parseChoice, parseFlag } from './parsers/number.js';
import type { InputReader } from './reader.js';

export function readDns(reader: InputReader): DnsInput {
  const kind = reader.withDefault('dns', (text) => parseChoice(text, ['route53', 'none'] as const));
  const hostedZoneId = reader.optional('hosted-zone-id', parseHostedZoneId);
  const newZone = reader.withDefault('create-hosted-zone', parseNewZone);
  const setsNameServers = reader.withDefault('set-name-servers', parseFlag);
  const target = reader.optional('dns-target', parseHostName);
  if (newZone !== 'none' && kind === 'none') reader.addProblem('create-hosted-zone', 'needs `dns: route53`');
  if (setsNameServers && kind === 'none') reader.addProblem('set-name-servers', 'needs `dns: route53`');
  if (newZone !== 'none' && hostedZoneId !== undefined)
    reader.addProblem('create-hosted-zone', 'cannot be combined with `hosted-zone-id`, which names a zone that exists');
  return kind === 'none' ? { kind } : { kind, hostedZoneId, newZone, setsNameServers, target };
}

/** A zone that is given by its name has to contain the site. */
export function checkNewZone(reader: InputReader, { dns, domain }: Pick<Inputs, 'dns' | 'domain'>): void {
  if (dns.kind === 'none' || typeof dns.newZone === 'string' || domain === '') return;
  const { name } = dns.newZone;
  if (domain !== name && !domain.endsWith(`.${name}`))
    reader.addProblem('create-hosted-zone', `the zone ${name} cannot contain ${domain}; use ${domain}, or \`true\``);
}
