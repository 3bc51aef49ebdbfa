import type { RepositoryFiles } from '../model/files.js';
import { scriptText } from '../script-text.js';
import type { Front } from './front.js';

const SCRIPT = /(?:^|[\s"'])((?:\.?\/)?[\w./-]+\.(?:sh|bash|py))\b/;
const CERTIFICATES = /letsencrypt|fullchain|\.pem\b|ssl|cert/i;

/**
 * Whether a proxy that names a certificate may start before it is there: a script starts it, which looks for the certificate or whose text
 * is not known.
 */
export function startsWithout(front: Front, files: RepositoryFiles): boolean {
  const script = SCRIPT.exec(front.command)?.[1];
  if (script === undefined) return false;
  const text = scriptText(script, front.service, files);
  return text === undefined || CERTIFICATES.test(text);
}
