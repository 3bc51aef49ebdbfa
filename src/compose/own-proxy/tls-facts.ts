import type { ProxyFile } from '../entry/proxy-files.js';
import type { NginxFacts } from './nginx/servers.js';
import type { Place } from './place.js';

/** What a proxy's configuration says of TLS by files. */
export interface TlsFacts {
  /** Files of certificates, by their paths in the proxy's container. */
  readonly certificates: readonly (Place & { readonly path: string })[];
  /** Whether it listens for HTTP only to send visitors to https. */
  readonly redirects: boolean;
}

const CERTIFICATE = /^[ \t]*(?:bind[ \t].*[ \t]ssl[ \t]+crt|SSLCertificateFile)[ \t]+["']?([^\s"']+)/gm;
const REDIRECT =
  /^\s*(?:http-request\s+)?redirect\s+scheme\s+https|^\s*Redirect(?:Match|Permanent)?\s.*\shttps:|^\s*RewriteRule\s.*\shttps:/m;

/**
 * Reads nginx by its grammar; HAProxy and Apache by the lines that matter. `published` are the ports of its container that visitors reach: what
 * listens at others, such as a status page for the health check, is not for them. Pure.
 */
export function tlsFacts(files: readonly ProxyFile[], nginx: NginxFacts, published: readonly number[]): TlsFacts {
  const others = files.filter(({ path }) => !nginx.servers.some(({ file }) => file === path));
  const all = nginx.servers.filter(({ listensPlain }) => listensPlain);
  const reached = all.filter(({ plainPorts }) => plainPorts.some((port) => published.includes(port)));
  const plain = reached.length > 0 ? reached : all;
  return {
    certificates: [...nginx.certificates, ...others.flatMap(certificatesIn)],
    redirects:
      nginx.servers.length === 0
        ? others.some(({ text }) => REDIRECT.test(text))
        : plain.length > 0 && plain.every((one) => one.redirects),
  };
}

function certificatesIn({ path: file, text }: ProxyFile): TlsFacts['certificates'] {
  return [...text.matchAll(CERTIFICATE)].flatMap((match) => {
    const [, path] = match;
    const line = text.slice(0, match.index).split('\n').length;
    return path === undefined ? [] : [{ file, line, path }];
  });
}
