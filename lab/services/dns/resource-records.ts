import type { Answer } from 'dns-packet';
import { type RecordSet, plainName } from './zones.js';

/** A record set of Route 53 as records of an answer; a type that the lab has no use for gives none. */
export function toAnswers(record: RecordSet): readonly Answer[] {
  return record.values.flatMap((value) => toAnswer(record, value));
}

function toAnswer({ name, ttl, type }: RecordSet, value: string): readonly Answer[] {
  switch (type) {
    case 'A':
    case 'AAAA':
      return [{ type, name, ttl, data: value }];
    case 'CNAME':
    case 'NS':
      return [{ type, name, ttl, data: plainName(value) }];
    case 'TXT':
      return [{ type, name, ttl, data: [...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text) }];
    case 'MX':
      return [{ type, name, ttl, data: toExchange(value) }];
    case 'CAA':
      return toAuthorization(value).map((data) => ({ type, name, ttl, data }));
    case 'SOA':
      return [{ type, name, ttl, data: toStart(value) }];
    default:
      return [];
  }
}

function toExchange(value: string): { preference: number; exchange: string } {
  const [preference = '', exchange = ''] = value.split(/\s+/);
  return { preference: Number(preference), exchange: plainName(exchange) };
}

function toAuthorization(value: string): readonly { flags: number; tag: CaaTag; value: string }[] {
  const [, flags = '0', tag = '', quoted = ''] = /^(\d+)\s+(\w+)\s+"?([^"]*)"?$/.exec(value) ?? [];
  return isCaaTag(tag) ? [{ flags: Number(flags), tag, value: quoted }] : [];
}

type CaaTag = 'issue' | 'issuewild' | 'iodef';

function isCaaTag(tag: string): tag is CaaTag {
  return ['issue', 'issuewild', 'iodef'].includes(tag);
}

/** moto writes the value of a new zone's SOA record with some Python around it. */
function toStart(value: string) {
  const [, mname = '', rname = '', numbers = ''] = /([\w.-]+) ([\w.-]+) (\d+(?: \d+){4})/.exec(value) ?? [];
  const [serial = 1, refresh = 7200, retry = 900, expire = 1_209_600, minimum = 60] = numbers.split(' ').map(Number);
  return { mname: plainName(mname), rname: plainName(rname), serial, refresh, retry, expire, minimum };
}
