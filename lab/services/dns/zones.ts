/** A record set as Route 53 holds it; names are lower case without the final dot. */
export interface RecordSet {
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  readonly values: readonly string[];
  /** The name that an alias record stands for. */
  readonly aliasOf?: string;
}

/** A public zone and everything in it. */
export interface Zone {
  readonly name: string;
  readonly records: readonly RecordSet[];
}

const api = '/2013-04-01/hostedzone';

/** Reads all public zones of the Route 53 API at this address, as they are now. */
export async function readZones(endpoint: string): Promise<readonly Zone[]> {
  const list = await fetchText(`${endpoint}${api}?maxitems=300`);
  const zones = elements(list, 'HostedZone').filter((zone) => element(zone, 'PrivateZone') !== 'true');
  return Promise.all(
    zones.map(async (zone) => {
      const id = (element(zone, 'Id') ?? '').replace('/hostedzone/', '');
      const sets = await fetchText(`${endpoint}${api}/${id}/rrset?maxitems=300`);
      return {
        name: plainName(element(zone, 'Name') ?? ''),
        records: elements(sets, 'ResourceRecordSet').map(toRecordSet),
      };
    }),
  );
}

/** How often the API at this address has been asked to change something. Asked before its zones are read, it is never too new for them. */
export function readChanges(endpoint: string): Promise<string> {
  return fetchText(`${endpoint}/changes`);
}

/** A name as it is compared: lower case, no final dot, the escaped asterisk written out. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '').replace('\\052', '*');
}

function toRecordSet(text: string): RecordSet {
  const alias = element(text, 'AliasTarget');
  return {
    name: plainName(element(text, 'Name') ?? ''),
    type: element(text, 'Type') ?? '',
    ttl: Number(element(text, 'TTL') ?? 60),
    values: elements(text, 'Value'),
    ...(alias === undefined ? {} : { aliasOf: plainName(element(alias, 'DNSName') ?? '') }),
  };
}

async function fetchText(url: string): Promise<string> {
  const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=lab/20260101/us-east-1/route53/aws4_request' };
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(2000) });
  if (!response.ok) throw new Error(`Route 53 answered ${response.status} for ${url}`);
  return response.text();
}

function element(text: string, tag: string): string | undefined {
  return elements(text, tag)[0];
}

function elements(text: string, tag: string): readonly string[] {
  return [...text.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))].map(([, content = '']) =>
    unescape(content.trim()),
  );
}

function unescape(text: string): string {
  const [, literal] = /^<!\[CDATA\[(.*)\]\]>$/s.exec(text) ?? [];
  if (literal !== undefined) return literal;
  return text.includes('<') ? text : text.replaceAll('&quot;', '"').replaceAll('&#34;', '"').replaceAll('&amp;', '&');
}
