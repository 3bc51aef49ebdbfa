import type { ReadTemplate } from '../templates.js';
import { containerDialect, type ProxyDialect } from './dialect.js';
import { plainWord, type ProxySettings } from './settings.js';
import { renderTemplate } from './template.js';

/** A file of the proxy's configuration folder, by its path below that folder. */
export interface ProxyFile {
  readonly path: string;
  readonly content: string;
}

/** What all sites of one nginx share; nginx reads it before them. */
const SHARED_FILE = '00-ehd.conf';
/** Two minutes for WebSockets, which may be quiet for longer than the usual one. */
const READ_SECONDS = { uwsgi: 60, http: 120 } as const;

/**
 * The nginx configuration of a site. What belongs to it is always one file: renaming it into place is the whole change, so nginx never
 * reads half of the old and half of the new. Where sites share an nginx, what they have in common is a second file.
 */
export function renderProxy(
  settings: ProxySettings,
  read: ReadTemplate,
  dialect: ProxyDialect = containerDialect(read),
): readonly ProxyFile[] {
  if (settings.names.length === 0) throw new Error('A site needs at least one name');
  const challenge = read('proxy/nginx/challenge.conf');
  const shared = renderTemplate(read('proxy/nginx/shared.conf'), {
    ...{ target: dialect.target, app: dialect.app, tuning: dialect.tuning },
    visitors: renderVisitors(settings),
    reloadMaps: dialect.reloading === undefined ? '' : read('proxy/nginx/reload-maps.conf'),
    hsts: settings.tls && settings.hstsMaxAgeSeconds > 0 ? `max-age=${settings.hstsMaxAgeSeconds}` : '',
  });
  const { http, inServer, noName } = dialect;
  const host = renderTemplate(read('proxy/nginx/host.conf'), {
    ...{ challenge, http, inServer, noName },
    listen: dialect.listenHttp(' default_server'),
  });
  const listen = dialect.listenTls(' default_server');
  const reject = renderTemplate(read('proxy/nginx/reject.conf'), { listen, inServer, noName });
  const server = renderServer(settings, { read, dialect, challenge });
  if (dialect.prefix === undefined) {
    const own = [shared, host, read('proxy/nginx/container.conf'), server, ...(settings.tls ? [reject] : [])];
    return [{ path: 'site.conf', content: own.join('\n') }];
  }
  return [
    { path: SHARED_FILE, content: [host, ...(dialect.rejects ? [reject] : [])].join('\n') },
    { path: 'site.conf', content: withPrefix(`${shared}\n${server}`, dialect.prefix) },
  ];
}

function renderServer(
  settings: ProxySettings,
  {
    read,
    dialect,
    challenge,
  }: { readonly read: ReadTemplate; readonly dialect: ProxyDialect; readonly challenge: string },
): string {
  const site = {
    challenge,
    inServer: [dialect.inServer, dialect.root].filter(Boolean).join('\n'),
    content: renderContent(settings, read, dialect),
    listenHttp: dialect.listenHttp(''),
    names: settings.names.map((name) => plainWord('The name', name)).join(' '),
  };
  return settings.tls
    ? renderTemplate(read('proxy/nginx/https.conf'), {
        ...site,
        listen: dialect.listenTls(''),
        // Nobody asks it twice.
        redirect: dialect.reloading === undefined ? '' : 'keepalive_timeout 0;',
        maxBodySize: bodyLimit(settings),
        certificateName: plainWord('The certificate name', settings.certificateName),
      })
    : renderTemplate(read('proxy/nginx/http.conf'), site);
}

/** Variables, named groups and caches begin with `edge_`: under one name two sites would have the same ones. */
function withPrefix(text: string, prefix: string): string {
  return text.replace(/\bedge_/g, `${prefix}_`);
}

/** How the visitor's address is found behind a CDN or load balancer; '' where this proxy is the outermost one. */
function renderVisitors({ trustedProxies }: ProxySettings): string {
  if (trustedProxies.length === 0) return '';
  const from = trustedProxies.map((network) => `set_real_ip_from ${plainWord('The network', network)};`);
  return ['', ...from, 'real_ip_header X-Forwarded-For;', 'real_ip_recursive on;', ''].join('\n');
}

function bodyLimit({ maxBodySize }: ProxySettings): string {
  return plainWord('The body limit', maxBodySize);
}

function renderContent(settings: ProxySettings, read: ReadTemplate, dialect: ProxyDialect): string {
  const { staticRoot, reloading } = dialect;
  const waiting = (usual: number) => ({ readTimeout: `${settings.readSeconds ?? usual}s` });
  const overHttp = (scheme: string) =>
    renderTemplate(read('proxy/nginx/pass-http.conf'), { scheme, ...waiting(READ_SECONDS.http) });
  const next =
    reloading === undefined
      ? { reload: '', next: '$edge_pass', staticFile: '$uri', staticNext: '$edge_pass' }
      : {
          reload: renderTemplate(read('proxy/nginx/reload.conf'), { reloading, staticRoot }),
          ...{ next: '$edge_next', staticFile: '$edge_static_file', staticNext: '$edge_static_next' },
        };
  return renderTemplate(read('proxy/nginx/content.conf'), {
    ...{ staticRoot, ...next },
    maxBodySize: bodyLimit(settings),
    http: overHttp('http'),
    // Inside the host, with a certificate that nobody signed: nginx does not verify it unless told to.
    https: `${overHttp('https')}\nproxy_ssl_server_name on;\nproxy_ssl_name $host;`,
    uwsgi: renderTemplate(read('proxy/nginx/pass-uwsgi.conf'), waiting(READ_SECONDS.uwsgi)),
  });
}
