import type { PluginOverride } from '../inputs.js';
import { parseHttpsUrl } from './url.js';
import type { Parsed } from './parsed.js';

/** `<https url> <sha256>`, separated by whitespace. */
export function parseComposePlugin(text: string): Parsed<PluginOverride> {
  const [link = '', sha256 = '', ...rest] = text.split(/\s+/);
  if (sha256 === '' || rest.length > 0) return { problem: 'is not an https URL and a SHA-256, separated by a space' };
  const url = parseHttpsUrl(link);
  if ('problem' in url) return url;
  if (!/^[0-9a-f]{64}$/i.test(sha256)) return { problem: 'has no SHA-256 (64 hex digits) after its URL' };
  return { value: { url: url.value, sha256: sha256.toLowerCase() } };
}
