import { isIP } from 'node:net';
import { excerpt } from '../http/get.js';

/** Where a response leads: the text of its Location header, and the address that it means for a browser if it means one. */
export interface Redirect {
  readonly location: string;
  readonly target: URL | undefined;
}

/** Browsers take the first part of the path for the host of such an address. */
const WITHOUT_HOST = /^(?:https?:)?[\\/]{2}(?:[\\/:?#]|$)/i;

/** undefined: it is no redirect. */
export function redirectOf(status: number, location: string | undefined, from: URL): Redirect | undefined {
  if (status < 300 || status >= 400 || location === undefined) return undefined;
  const hasHost = !WITHOUT_HOST.test(location.trim());
  const target = hasHost && URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
  return { location, target };
}

/**
 * What is wrong with a redirect for a visitor, as a sentence; undefined: nothing. `names`: those of the site. A redirect to another
 * public host is none of our business: it may be a login page. Pure.
 */
export function redirectProblem(
  { location, target }: Redirect,
  from: URL,
  names: readonly string[],
): string | undefined {
  const begun = `${from.href} redirects to ${excerpt(location, 200)}`;
  if (target === undefined) {
    const example = 'in nginx write "return 301 https://$host$request_uri;"';
    return `${begun}, which has no host name, so browsers show an error; ${example}`;
  }
  if (target.protocol !== 'http:' && target.protocol !== 'https:') return undefined;
  if (!names.includes(target.hostname)) {
    return isPublic(target.hostname) ? undefined : `${begun}: visitors cannot reach ${target.hostname}`;
  }
  if (target.port !== '') {
    const why = `port ${target.port} belongs to a server inside the host in most cases`;
    return `${begun}: ${why}; let the proxy in front of the app send the Host header without a port`;
  }
  if (from.protocol === 'https:' && target.protocol === 'http:') {
    const why = 'the app does not know that visitors use HTTPS';
    return `${begun}, back to plain HTTP: ${why}; let it trust X-Forwarded-Proto (Django: SECURE_PROXY_SSL_HEADER)`;
  }
  return target.href === from.href ? `${begun}, to itself` : undefined;
}

/** Whether a host name may mean something on the internet. */
function isPublic(hostname: string): boolean {
  const isPrivateAddress = /^(?:127|10|0|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./.test(hostname);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return !isPrivateAddress && hostname !== '[::1]';
  return hostname.includes('.') && !/\.(?:local|internal|localhost)$/.test(hostname);
}
