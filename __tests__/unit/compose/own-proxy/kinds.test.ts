import { describe, expect, test } from '@jest/globals';
import { failure, read, type Files } from '../reading.js';

const PLAIN = 'server {\n  listen 80;\n  location / { proxy_pass http://app:8000; }\n}\n';
const REDIRECTING = 'server { listen 80; return 301 https://$host$request_uri; }\n';
const tls = (certificate: string) => `server { listen 443 ssl; ssl_certificate ${certificate}; location / { proxy_pass http://app:8000; } }\n`;

/** A stack of an app behind a proxy of this kind. */
const stack = (proxy: string, more = ''): string => `services:\n  app: {build: .}\n  front: ${proxy}\n${more}`;
const nginx = (ports: string, volumes: readonly string[] = []): string =>
  `{image: "nginx:1.29", ports: [${ports}], volumes: [${['"./nginx.conf:/etc/nginx/conf.d/default.conf:ro"', ...volumes].join(', ')}]}`;
const BOTH = '"80:80", "443:443"';

const kindOf = (files: Files, options: Parameters<typeof read>[1] = {}): string => {
  const found = read({ Dockerfile: 'FROM python:3.12\nEXPOSE 8000\n', ...files }, options);
  return found.ownProxy?.kind ?? `${found.kind}: ${found.entry.service}`;
};

describe('a proxy that serves HTTP only', () => {
  test.each([
    ['publishes 80', { 'compose.yaml': stack(nginx('"80:80"')), 'nginx.conf': PLAIN }],
    ['publishes another port', { 'compose.yaml': stack(nginx('"1337:80"')), 'nginx.conf': PLAIN }],
    ['publishes 443 without listening to it', { 'compose.yaml': stack(nginx(BOTH)), 'nginx.conf': PLAIN }],
    ['has nginx’s own configuration', { 'compose.yaml': stack(`{image: nginx, ports: [${BOTH}]}`) }],
    ['is Caddy at port 80', {
      'compose.yaml': stack('{image: "caddy:2", ports: ["80:80"], volumes: ["./Caddyfile:/etc/caddy/Caddyfile"]}'),
      Caddyfile: ':80 {\n  reverse_proxy app:8000\n}\n',
    }],
    ['is Caddy without automatic HTTPS', {
      'compose.yaml': stack(`{image: "caddy:2", ports: [${BOTH}], volumes: ["./Caddyfile:/etc/caddy/Caddyfile"]}`),
      Caddyfile: '{\n  auto_https off\n}\nexample.com {\n}\n',
    }],
    ['is FrankenPHP at port 80', { 'compose.yaml': stack(`{image: "dunglas/frankenphp", ports: [${BOTH}], environment: {SERVER_NAME: ":80"}}`) }],
    ['is Traefik without a resolver', { 'compose.yaml': stack('{image: "traefik:v3", command: ["--providers.docker"], ports: ["80:80"]}') }],
    ['is nginx-proxy without a companion', { 'compose.yaml': stack('{image: nginxproxy/nginx-proxy, ports: ["80:80"]}') }],
    ['has a certificate, and shows pages over HTTP', {
      'compose.yaml': stack(nginx(BOTH, ['"./certs:/certs"'])),
      'nginx.conf': PLAIN + tls('/certs/site.pem'),
    }],
    ['speaks TLS alone', { 'compose.yaml': stack(nginx('"443:443"')), 'nginx.conf': tls('/certs/site.pem') }],
    ['shares a volume with certbot, and has no TLS', {
      'compose.yaml': stack(nginx('"80:80"', ['"le:/etc/letsencrypt"']), '  certificates: {image: certbot/certbot, volumes: ["le:/etc/letsencrypt"]}\nvolumes: {le: }\n'),
      'nginx.conf': PLAIN,
    }],
  ] as const)('that %s is behind the bundled one', (_, files) => {
    expect(kindOf(files)).toBe('app: front');
  });
});

describe('a proxy that requests its certificates itself', () => {
  const traefik = (how: string) => stack(`{image: "traefik:v3", ${how}, ports: [${BOTH}]}`);
  test.each([
    ['Traefik by its command', { 'compose.yaml': traefik('command: ["--certificatesresolvers.le.acme.tlschallenge=true"]') }],
    ['Traefik by a variable', { 'compose.yaml': traefik('environment: {TRAEFIK_CERTIFICATESRESOLVERS_LE_ACME_EMAIL: a@b.c}') }],
    ['Traefik by its file', {
      'compose.yaml': traefik('volumes: ["./traefik.yml:/etc/traefik/traefik.yml"]'),
      'traefik.yml': 'certificatesResolvers:\n  le:\n    acme: {}\n',
    }],
    ['Caddy', {
      'compose.yaml': stack(`{image: "caddy:2", ports: [${BOTH}], volumes: ["./Caddyfile:/etc/caddy/Caddyfile"]}`),
      Caddyfile: 'example.com {\n}\n',
    }],
    ['Caddy built from a Dockerfile', {
      'compose.yaml': stack(`{build: ./proxy, ports: [${BOTH}]}`),
      'proxy/Dockerfile': 'FROM caddy:2\nCOPY Caddyfile /etc/caddy/\n',
      'proxy/Caddyfile': '{$DOMAIN} {\n}\n',
    }],
    ['Caddy by its command', { 'compose.yaml': stack(`{image: "caddy:2", command: "caddy reverse-proxy --from example.com --to app:8000", ports: [${BOTH}]}`) }],
    ['FrankenPHP in another image', {
      'compose.yaml': stack(`{build: ./php, ports: [${BOTH}], environment: {SERVER_NAME: example.com}}`),
      'php/Dockerfile': 'FROM debian:13\nCOPY --from=upstream /usr/bin/frankenphp /usr/bin/\nCOPY Caddyfile /etc/frankenphp/Caddyfile\n',
      'php/Caddyfile': '{$SERVER_NAME:localhost} {\n}\n',
    }],
    ['nginx-proxy with its companion', {
      'compose.yaml': stack(`{image: "nginxproxy/nginx-proxy:1.6", ports: [${BOTH}], volumes: ["certs:/etc/nginx/certs"]}`, '  letsencrypt: {image: nginxproxy/acme-companion, volumes: ["certs:/etc/nginx/certs"]}\nvolumes: {certs: }\n'),
    }],
    ['swag', { 'compose.yaml': stack(`{image: "lscr.io/linuxserver/swag:latest", ports: [${BOTH}]}`) }],
    ['nginx-proxy-manager', { 'compose.yaml': stack(`{image: "jc21/nginx-proxy-manager:2", ports: [${BOTH}]}`) }],
    ['jonasal/nginx-certbot', { 'compose.yaml': stack(`{image: "jonasal/nginx-certbot:5", ports: [${BOTH}]}`) }],
    ['https-portal', { 'compose.yaml': stack(`{image: "steveltn/https-portal:1", ports: [${BOTH}]}`) }],
    ['nginx that acme.sh feeds', {
      'compose.yaml': stack(nginx(BOTH), '  acme: {image: neilpang/acme.sh}\n'),
      'nginx.conf': REDIRECTING + tls('/certs/site.pem'),
    }],
  ] as const)('runs unchanged: %s', (_, files) => {
    expect(kindOf(files)).toBe('acme');
  });
});

describe('a proxy with a certbot service', () => {
  const boilerplate = (mount: string, more = '') =>
    stack(
      nginx(BOTH, [`"${mount}:/etc/letsencrypt"`, '"./data/www:/var/www/certbot"']).replace(/\}$/, `${more}}`),
      `  certbot: {image: certbot/certbot, volumes: ["${mount}:/etc/letsencrypt", "./data/www:/var/www/certbot"]}\nvolumes: {le: }\n`,
    );
  const live = REDIRECTING + tls('/etc/letsencrypt/live/example.org/fullchain.pem');

  test('is known by a volume or a folder that both mount', () => {
    const volume = read({ 'compose.yaml': boilerplate('le'), 'nginx.conf': live }).ownProxy;
    expect(volume).toMatchObject({ kind: 'certbot', certificateVolume: 'le', certificateFolder: undefined });
    const folder = read({ 'compose.yaml': boilerplate('./data/conf'), 'nginx.conf': live }).ownProxy;
    expect(folder).toMatchObject({ kind: 'certbot', certificateVolume: undefined, certificateFolder: 'data/conf' });
    expect(folder?.webroot).toEqual({ certbot: '/var/www/certbot', proxy: '/var/www/certbot' });
  });

  test('needs its certificate to start, if nginx reads it as it is', () => {
    const own = read({ 'compose.yaml': boilerplate('le'), 'nginx.conf': live }).ownProxy;
    expect(own).toMatchObject({ needsCertificate: true, lineages: [{ name: 'example.org', file: 'nginx.conf', line: 2 }] });
    const loop = ', command: "/bin/sh -c \'while :; do sleep 6h & wait; nginx -s reload; done & nginx\'"';
    expect(read({ 'compose.yaml': boilerplate('le', loop), 'nginx.conf': live }).ownProxy?.needsCertificate).toBe(true);
  });

  test('needs it also where its name is a variable that only the host knows', () => {
    const text = live.replace('example.org', '${DOMAIN}');
    const own = read({ 'compose.yaml': boilerplate('le'), 'nginx.conf': text }).ownProxy;
    expect(own).toMatchObject({ needsCertificate: true, lineages: [] });
  });

  test('needs none to start by a script that looks for it', () => {
    const files = { 'compose.yaml': boilerplate('le', ', entrypoint: /start.sh'), 'nginx.conf': live };
    expect(read(files).ownProxy?.needsCertificate).toBe(false);
    const waiting = boilerplate('le', ', entrypoint: /wait.sh').replace('volumes: [', 'volumes: ["./wait.sh:/wait.sh", ');
    const script = (text: string) => read({ 'compose.yaml': waiting, 'nginx.conf': live, 'wait.sh': text }).ownProxy;
    expect(script('until nc -z app 8000; do sleep 1; done\nexec nginx\n')?.needsCertificate).toBe(true);
    expect(script('if [ -f /etc/letsencrypt/live/x/fullchain.pem ]; then\n')?.needsCertificate).toBe(false);
  });

  test('that does not feed it is no certbot of this proxy', () => {
    const files = { 'compose.yaml': boilerplate('le'), 'nginx.conf': REDIRECTING + tls('/certs/site.pem') };
    expect(failure(files).code).toBe('entry-unclear');
  });
});

describe('a proxy with a certificate of its own', () => {
  const files = {
    'compose.yaml': stack(nginx(BOTH, ['"./certs:/certs"'])),
    'nginx.conf': REDIRECTING + tls('/certs/site.pem'),
    Dockerfile: 'FROM python:3.12\nEXPOSE 8000\n',
  };

  test('that redirects to https is asked about, with the lines to add', () => {
    const error = failure(files);
    expect(error.code).toBe('entry-unclear');
    expect(error.why).toBe(
      'front redirects to https with the certificate /certs/site.pem (nginx.conf:2), and no service of the stack renews it',
    );
    expect(error.hint).toContain('  proxy: own\n');
    expect(error.hint).toContain('  proxy: bundled\n  app-service: app');
  });

  test('is run as it is, or passed by, as the input proxy says', () => {
    expect(kindOf(files, { proxy: 'own' })).toBe('files');
    expect(kindOf(files, { proxy: 'bundled', appService: 'app' })).toBe('app: app');
  });

  test('is asked about where no file shows how it comes to it', () => {
    expect(failure({ 'compose.yaml': stack(`{image: registry.example.com/web, ports: [${BOTH}]}`) }).code).toBe('entry-unclear');
    const local = stack(`{image: "caddy:2", ports: [${BOTH}], volumes: ["./Caddyfile:/etc/caddy/Caddyfile"]}`);
    expect(failure({ 'compose.yaml': local, Caddyfile: 'localhost {\n}\n' }).why).toContain('which browsers do not trust');
  });
});

describe('proxy: own', () => {
  test('is refused where no service publishes 80 or 443', () => {
    expect(failure({ 'compose.yaml': 'services:\n  app: {image: x, ports: ["8000:8000"]}\n' }, { proxy: 'own' })).toMatchObject({
      code: 'invalid-input',
      what: expect.stringContaining('proxy: own') as string,
    });
    expect(failure({ Dockerfile: 'FROM python:3.12\n' }, { proxy: 'own' }).code).toBe('invalid-input');
  });

  test('keeps a certbot that is there', () => {
    const text = stack(nginx(BOTH, ['"le:/etc/letsencrypt"']), '  certbot: {image: certbot/certbot, volumes: ["le:/etc/letsencrypt"]}\nvolumes: {le: }\n');
    expect(kindOf({ 'compose.yaml': text, 'nginx.conf': PLAIN }, { proxy: 'own' })).toBe('certbot');
  });
});

describe('what a proxy’s configuration does', () => {
  const findings = (files: Files) => read({ Dockerfile: 'FROM python:3.12\n', ...files }).proxyFindings;
  const behind = stack(nginx('"80:80"'));

  test('to the scheme is found where it is behind the bundled one', () => {
    const text = PLAIN.replace('proxy_pass', 'proxy_set_header X-Forwarded-Proto $scheme; proxy_pass');
    expect(findings({ 'compose.yaml': behind, 'nginx.conf': text })).toEqual([
      { kind: 'scheme', file: 'nginx.conf', line: 3, directive: 'proxy_set_header', header: 'X-Forwarded-Proto' },
    ]);
  });

  test('with names is found where each is fixed', () => {
    const named = (names: string) => PLAIN.replace('listen 80;', `listen 80;\n  server_name ${names};`);
    expect(findings({ 'compose.yaml': behind, 'nginx.conf': named('a.example.com www.a.example.com') })).toEqual([
      { kind: 'names', file: 'nginx.conf', line: 1, names: ['a.example.com', 'www.a.example.com'] },
    ]);
    for (const names of ['_', 'localhost', 'a.example.com *.example.com', '~^(.+)$', '${DOMAIN}', '203.0.113.7']) {
      expect(findings({ 'compose.yaml': behind, 'nginx.conf': named(names) })).toEqual([]);
    }
  });

  test('with certificates of other names is found', () => {
    const text = stack(
      `{image: "traefik:v3", command: ["--certificatesresolvers.le.acme.tlschallenge=true"], ports: [${BOTH}], labels: ["traefik.http.routers.web.rule=Host(\`a.example.com\`) || Host(\`b.example.com\`)"]}`,
    );
    expect(findings({ 'compose.yaml': text })).toEqual([
      { kind: 'names', names: ['a.example.com', 'b.example.com'], product: 'Traefik' },
    ]);
  });
});
