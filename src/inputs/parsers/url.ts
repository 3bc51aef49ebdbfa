import type { Parsed } from './parsed.js';

const URL_CHARACTERS = /^[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%-]+$/;

/** An https URL without user and password, unchanged. */
export function parseHttpsUrl(text: string): Parsed<string> {
  if (!URL_CHARACTERS.test(text) || !URL.canParse(text)) return { problem: 'is not a URL' };
  const url = new URL(text);
  if (url.protocol !== 'https:') return { problem: 'is not an https URL' };
  return url.username === '' && url.password === '' ? { value: text } : { problem: 'contains credentials' };
}

/** A path on the site with an optional query: `/health`, `/health?full=1`. */
export function parseHealthPath(text: string): Parsed<string> {
  if (!text.startsWith('/') || text.startsWith('//')) return { problem: 'must begin with exactly one /' };
  if (text.includes('#')) return { problem: 'contains a fragment (#…), which is never sent to a server' };
  return URL_CHARACTERS.test(text) && text.length <= 2000 ? { value: text } : { problem: 'is not a URL path' };
}
