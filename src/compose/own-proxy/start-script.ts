import { posix } from 'node:path';
import type { RepositoryFiles } from '../model/files.js';
import { dockerfileOf } from '../entry/candidates.js';
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
  const text = textOf(script, front, files);
  return text === undefined || CERTIFICATES.test(text);
}

/** The script as the repository has it, by a mount or a COPY line; undefined: it comes from elsewhere. */
function textOf(script: string, { service }: Front, files: RepositoryFiles): string | undefined {
  const name = posix.basename(script);
  const mounts = (service.volumes ?? []).flatMap(({ source, target }) =>
    source === undefined ? [] : [{ source, target }],
  );
  const copies = (dockerfileOf(files, service)?.copies ?? []).map(({ from, to }) => ({
    source: posix.join(service.build?.context ?? '', from),
    target: to,
  }));
  const paths = [...mounts, ...copies].flatMap(({ source, target }) =>
    posix.basename(source) === name || posix.basename(target) === name ? [source] : [posix.join(source, name)],
  );
  const path = paths.map((one) => posix.normalize(one)).find((one) => files.exists(one) && one.endsWith(name));
  return path === undefined ? undefined : files.read(path);
}
