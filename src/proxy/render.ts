import type { ReadTemplate } from '../templates.js';
import { plainWord, type ProxySettings } from './settings.js';
import { renderTemplate } from './template.js';

/** A file of the proxy's configuration folder, by its path below that folder. */
export interface ProxyFile {
  readonly path: string;
  readonly content: string;
}

/** Two minutes for WebSockets, which may be quiet for longer than the usual one. */
const READ_SECONDS = { uwsgi: 60, http: 120 } as const;

/**
 * The nginx configuration of a site. Always one file: renaming it into place is the whole change, so nginx never reads
 * half of the old and half of the new.
 */
export function renderProxy(settings: ProxySettings, read: ReadTemplate): readonly ProxyFile[] {
  if (settings.names.length === 0) throw new Error('A site needs at least one name');
  const challenge = read('proxy/nginx/challenge.conf');
  const shared = renderTemplate(read('proxy/nginx/shared.conf'), {
    challenge,
    hsts: settings.tls && settings.hstsMaxAgeSeconds > 0 ? `max-age=${settings.hstsMaxAgeSeconds}` : '',
  });
  const site = {
    challenge,
    content: renderContent(settings, read),
    names: settings.names.map((name) => plainWord('The name', name)).join(' '),
  };
  const server = settings.tls
    ? renderTemplate(read('proxy/nginx/https.conf'), {
        ...site,
        maxBodySize: bodyLimit(settings),
        certificateName: plainWord('The certificate name', settings.certificateName),
      })
    : renderTemplate(read('proxy/nginx/http.conf'), site);
  return [{ path: 'site.conf', content: `${shared}\n${server}` }];
}

function bodyLimit({ maxBodySize }: ProxySettings): string {
  return plainWord('The body limit', maxBodySize);
}

function renderContent(settings: ProxySettings, read: ReadTemplate): string {
  const waiting = (usual: number) => ({ readTimeout: `${settings.readSeconds ?? usual}s` });
  const overHttp = (scheme: string) =>
    renderTemplate(read('proxy/nginx/pass-http.conf'), { scheme, ...waiting(READ_SECONDS.http) });
  return renderTemplate(read('proxy/nginx/content.conf'), {
    maxBodySize: bodyLimit(settings),
    http: overHttp('http'),
    // Inside the host, with a certificate that nobody signed: nginx does not verify it unless told to.
    https: `${overHttp('https')}\nproxy_ssl_server_name on;\nproxy_ssl_name $host;`,
    uwsgi: renderTemplate(read('proxy/nginx/pass-uwsgi.conf'), waiting(READ_SECONDS.uwsgi)),
  });
}
