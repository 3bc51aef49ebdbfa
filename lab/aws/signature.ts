import { createHash, createHmac } from 'node:crypto';

/** Why a signed URL is refused. */
export type Refusal = 'signature' | 'expired';

const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * Checks a URL that is signed in its query (AWS Signature Version 4) for a GET with the header `host` alone. Written from the
 * specification, so that it is a second opinion on the signer that is tested.
 */
export function checkSignedUrl(
  { host, path, query }: { readonly host: string; readonly path: string; readonly query: URLSearchParams },
  { service, secret, now }: { readonly service: string; readonly secret: string; readonly now: Date },
): Refusal | undefined {
  const get = (name: string): string => query.get(`X-Amz-${name}`) ?? '';
  const [, day = '', region = '', of = ''] = get('Credential').split('/');
  const made = dateOf(get('Date'));
  if (get('Algorithm') !== ALGORITHM || of !== service || get('SignedHeaders') !== 'host') return 'signature';
  if (made === undefined || !get('Date').startsWith(day)) return 'signature';
  const pairs = [...query.entries()]
    .filter(([key]) => key !== 'X-Amz-Signature')
    .map(([key, value]) => `${encoded(key)}=${encoded(value)}`)
    .sort();
  const request = ['GET', path, pairs.join('&'), `host:${host}`, '', 'host', sha256('')].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = [ALGORITHM, get('Date'), scope, sha256(request)].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<Buffer | string>(hmac, `AWS4${secret}`);
  if (hmac(key, text).toString('hex') !== get('Signature')) return 'signature';
  return now.getTime() > made.getTime() + Number(get('Expires')) * 1000 ? 'expired' : undefined;
}

/** `20261127T080000Z` */
function dateOf(text: string): Date | undefined {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const [year, month, day, hour, minute, second] = parts;
  if (second === undefined) return undefined;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
