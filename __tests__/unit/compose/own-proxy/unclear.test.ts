import { describe, expect, test } from '@jest/globals';
import { failure, read, type Files } from '../reading.js';
import { BOTH, kindOf, nginx, PLAIN, REDIRECTING, stack, tls } from './fronts.js';

describe('a proxy with a certificate of its own', () => {
  const files = {
    'compose.yaml': stack(nginx(BOTH, ['"./certs:/certs"'])),
    'nginx.conf': REDIRECTING + tls('/certs/site.pem'),
    'certs/site.pem': 'x',
    Dockerfile: 'FROM python:3.12\nEXPOSE 8000\nCMD ./start\n',
  };

  test('that redirects to https is asked about, with the lines to add', () => {
    const error = failure(files);
    expect(error.code).toBe('entry-unclear');
    expect(error.why).toBe(
      'front redirects to https with the certificate /certs/site.pem (nginx.conf:2), and no service of the stack renews it',
    );
    expect(error.hint).toContain('\n  proxy: own');
    expect(error.hint).toContain('  proxy: bundled\n  app-service: front\n  app-port: 443\n');
  });

  test('is asked about as well where a page for its health check is served at a port that nobody reaches', () => {
    const status = 'server { listen 127.0.0.1:8080; location /status { stub_status; } }\n';
    expect(failure({ ...files, 'nginx.conf': status + REDIRECTING + tls('/certs/site.pem') }).why).toContain(
      'redirects to https',
    );
  });

  test('is run as it is, or passed by, as the input proxy says', () => {
    expect(kindOf(files, { proxy: 'own' })).toBe('files');
    expect(kindOf(files, { proxy: 'bundled', appService: 'app' })).toBe('app: app');
  });

  test('is asked about where no file shows how it comes to it', () => {
    expect(failure({ 'compose.yaml': stack(`{image: registry.example.com/web, ports: [${BOTH}]}`) }).code).toBe(
      'entry-unclear',
    );
    const local = stack(`{image: "caddy:2", ports: [${BOTH}], volumes: ["./Caddyfile:/etc/caddy/Caddyfile"]}`);
    expect(failure({ 'compose.yaml': local, Caddyfile: 'localhost {\n}\n' }).why).toContain(
      'which browsers do not trust',
    );
  });
});

describe('a proxy whose certificate is on the host', () => {
  const SITE = `server {
  listen 443 ssl;
  ssl_certificate /etc/letsencrypt/live/example.com/fullchain.pem;
  location /.well-known/acme-challenge/ { root /var/www/certbot; }
  location = /favicon.ico { alias /static/favicon.ico; }
  location /static/ { alias /app/static/; }
  location /media/ { root /app; }
  location /api/ { proxy_pass http://api:5000; }
  location / { proxy_pass http://app:8000; }
}
`;
  const hintOf = (configuration: string): string | undefined =>
    failure({
      'compose.yaml': stack(nginx(BOTH, ['"/etc/letsencrypt:/etc/letsencrypt:ro"']), '  api: {image: me/api}\n'),
      'nginx.conf': configuration,
      Dockerfile: 'FROM python:3.12\nEXPOSE 8000\nCMD ./start\n',
    }).hint;

  test('can be kept behind the bundled one without TLS, and the error names the lines of its configuration', () => {
    expect(hintOf(REDIRECTING + SITE)).toContain(
      'or, to keep front behind the bundled reverse proxy, which then terminates TLS, change nginx.conf to serve HTTP only: let the server of the site listen on 80 without ssl, and remove ssl_certificate, the redirect to https and the mount of the certificates. No input is needed\nor, to have',
    );
    expect(hintOf(SITE)).toContain('remove ssl_certificate and the mount');
  });

  test('serves files and other services that the app would have to serve without it, and the error names them', () => {
    const hint = hintOf(SITE);
    expect(hint).toMatch(
      /app-service: app\n {2}app-port: 8000\nfront serves \/favicon.ico, \/static\/, \/media\/ from files \(nginx.conf:5\); without it app has to serve them\nfront also passes requests to api; without it all requests go to app$/,
    );
    expect(hintOf(tls('/etc/letsencrypt/live/example.com/fullchain.pem'))).toMatch(/app-port: 8000$/);
    expect(
      hintOf(
        SITE.replace(
          'location / { proxy_pass http://app:8000; }',
          'root /pages; location / { try_files $uri /index.html; }',
        ),
      ),
    ).toContain(
      'front serves the pages (/), /favicon.ico, /static/, /media/ from files (nginx.conf:9); without it api has to serve them',
    );
  });
});

describe('proxy: own', () => {
  test('is refused where no service publishes 80 or 443', () => {
    expect(
      failure({ 'compose.yaml': 'services:\n  app: {image: x, ports: ["8000:8000"]}\n' }, { proxy: 'own' }),
    ).toMatchObject({
      code: 'invalid-input',
      what: expect.stringContaining('proxy: own'),
    });
    expect(failure({ Dockerfile: 'FROM python:3.12\nCMD ./start\n' }, { proxy: 'own' }).code).toBe('invalid-input');
  });

  test('keeps a certbot that is there', () => {
    const text = stack(
      nginx(BOTH, ['"le:/etc/letsencrypt"']),
      '  certbot: {image: certbot/certbot, volumes: ["le:/etc/letsencrypt"]}\nvolumes: {le: }\n',
    );
    expect(kindOf({ 'compose.yaml': text, 'nginx.conf': PLAIN }, { proxy: 'own' })).toBe('certbot');
  });
});

describe('a proxy that works behind the bundled one as it is', () => {
  const withCertbot = (more: string): string =>
    stack(
      nginx(BOTH, ['"le:/etc/letsencrypt"']),
      `  certbot: {image: certbot/certbot, ${more}volumes: ["le:/etc/letsencrypt"]}\nvolumes: {le: }\n`,
    );

  test('is asked about where certbot has certificates for it and nobody listens with TLS', () => {
    const { why, hint } = failure({ 'compose.yaml': withCertbot(''), 'nginx.conf': PLAIN });
    expect(why).toContain('no server of its configuration (nginx.conf) listens with TLS');
    expect(hint).toContain('proxy: bundled\n  app-service: front\nor, to run it unchanged');
  });

  test('is placed behind it where a certbot that nobody starts has them', () => {
    expect(kindOf({ 'compose.yaml': withCertbot('profiles: [tools], '), 'nginx.conf': PLAIN })).toBe('app: front');
  });

  test('is asked at its TLS port where it redirects to it with a certificate of its image', () => {
    const files = {
      'compose.yaml': `services:\n  app: {image: me/app}\n  front: {build: ., ports: [${BOTH}]}\n`,
      Dockerfile:
        'FROM nginx:1\nCOPY nginx.conf /etc/nginx/conf.d/default.conf\nRUN openssl req -x509 -out /etc/nginx/s.crt\n',
      'nginx.conf':
        'server { listen 80; return 301 https://$host; }\nserver { listen 443 ssl; ssl_certificate /etc/nginx/s.crt; }\n',
    };
    const { hint } = failure(files);
    expect(hint).toContain('proxy: bundled\n  app-service: front\n  app-port: 443');
    expect(hint).not.toContain('proxy: own');
  });

  test('is said to use the network of the host, where it publishes nothing', () => {
    const text = 'services:\n  app: {image: me/app}\n  front: {image: "nginx:1", network_mode: host}\n';
    expect(failure({ 'compose.yaml': text }).why).toContain('front uses the network of the host');
  });
});

describe('what a proxy’s configuration does', () => {
  const findings = (files: Files) => read({ Dockerfile: 'FROM python:3.12\nCMD ./start\n', ...files }).proxyFindings;
  const behind = stack(nginx('"80:80"'));

  test('to the scheme is found where it is behind the bundled one', () => {
    const text = PLAIN.replace('proxy_pass', 'proxy_set_header X-Forwarded-Proto $scheme; proxy_pass');
    expect(findings({ 'compose.yaml': behind, 'nginx.conf': text })).toEqual([
      { kind: 'scheme', file: 'nginx.conf', line: 3, directive: 'proxy_set_header', header: 'X-Forwarded-Proto' },
    ]);
  });

  test('is not that of an app whose image holds the whole repository', () => {
    const text = PLAIN.replace('proxy_pass', 'proxy_set_header X-Forwarded-Proto $scheme; proxy_pass');
    const files = { Dockerfile: 'FROM python:3.12\nCOPY . .\nCMD ./start\n', 'nginx.conf': text };
    expect(findings({ 'compose.yaml': 'services:\n  app: {build: ., ports: ["80:8000"]}\n', ...files })).toEqual([]);
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

  test('with names is found where all others are refused', () => {
    const refusing = 'server { listen 80 default_server; server_name _; return 444; }\n';
    const text = refusing + PLAIN.replace('listen 80;', 'listen 80;\n  server_name a.example.com;');
    expect(findings({ 'compose.yaml': behind, 'nginx.conf': text })).toEqual([
      { kind: 'names', file: 'nginx.conf', line: 2, names: ['a.example.com'] },
    ]);
    const open = text.replace('return 444;', 'location / { proxy_pass http://app:8000; }');
    expect(findings({ 'compose.yaml': behind, 'nginx.conf': open })).toEqual([]);
  });

  test('with certificates of other names is found', () => {
    const text = stack(
      `{image: "traefik:v3", command: ["--certificatesresolvers.le.acme.tlschallenge=true"], ports: [${BOTH}], labels: ["traefik.http.routers.web.rule=Host(\`a.example.com\`) || Host(\`b.example.com\`)", "traefik.http.routers.web.tls.certresolver=le", "traefik.http.routers.plain.rule=Host(\`c.example.com\`)"]}`,
    );
    expect(findings({ 'compose.yaml': text })).toEqual([
      {
        ...{ kind: 'certified', names: ['a.example.com', 'b.example.com'], product: 'Traefik' },
        places: ['label traefik.http.routers.web.rule of front'],
      },
    ]);
  });
});
