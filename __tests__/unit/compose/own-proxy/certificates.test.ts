import { describe, expect, test } from '@jest/globals';
import { failure, read } from '../reading.js';
import { BOTH, kindOf, nginx, PLAIN, REDIRECTING, stack, tls } from './fronts.js';

const LIVE = '/etc/letsencrypt/live/example.org/fullchain.pem';

describe('a certificate that a new host does not have', () => {
  test.each([
    [
      'the host’s own directory of certbot',
      '"/etc/letsencrypt:/etc/letsencrypt:ro"',
      LIVE,
      '/etc/letsencrypt of the host',
    ],
    [
      'a file of the host',
      '"/etc/letsencrypt/live/x/fullchain.pem:/etc/nginx/ssl/site.pem"',
      '/etc/nginx/ssl/site.pem',
      'of the host',
    ],
    ['a directory of the host’s', '"~/certificates:/certs"', '/certs/site.pem', '~/certificates of the host'],
    ['a folder that certbot fills by hand', '"./data/conf:/etc/letsencrypt"', LIVE, 'data/conf'],
    ['a volume that nobody fills', '"le:/etc/letsencrypt"', LIVE, 'le'],
    ['an external volume', '"kept:/certs"', '/certs/site.pem', 'the external volume kept'],
  ])('is asked about, also where pages are shown over HTTP: %s', (_, volume, path, source) => {
    for (const plain of [PLAIN, REDIRECTING]) {
      const error = failure({
        'compose.yaml': stack(nginx(BOTH, [volume]), 'volumes: {le: , kept: {external: true}}\n'),
        'nginx.conf': plain + tls(path),
        Dockerfile: 'FROM python:3.12\nEXPOSE 8000\nCMD ./start\n',
      });
      expect(error.code).toBe('entry-unclear');
      expect(error.why).toMatch(
        new RegExp(`^front uses the certificate ${path} \\(nginx.conf:\\d\\) from .*${source}`),
      );
      expect(error.hint).toContain('  proxy: bundled\n  app-service: app\n  app-port: 8000');
    }
  });

  test('is not needed by a file of a folder from which a start script takes it, unless nginx includes that', () => {
    const folder = (target: string, plain = PLAIN): string =>
      kindOf({
        'compose.yaml': stack(
          `{image: "nginx:1.29", ports: [${BOTH}], volumes: ["./sites:${target}", "/etc/ssl/site:/certs", "./main.conf:/etc/nginx/conf.d/a.conf"]}`,
        ),
        'main.conf': plain,
        'sites/http.conf': PLAIN,
        'sites/tls.conf.template': tls('/certs/site.pem'),
      });
    expect(folder('/etc/nginx/variants')).toBe('app: front');
    for (const [target, text] of [
      ['/etc/nginx/templates', PLAIN],
      ['/etc/nginx/variants', `${PLAIN}include variants/tls.*;\n`],
    ] as const)
      expect(() => folder(target, text)).toThrow('do not show whether front is to terminate TLS');
  });

  test('is nothing to ask about where a certbot of the project fills the same place', () => {
    const shared = '"/etc/letsencrypt:/etc/letsencrypt"';
    const more = `  certbot: {image: certbot/certbot, volumes: [${shared}]}\n`;
    expect(kindOf({ 'compose.yaml': stack(nginx(BOTH, [shared]), more), 'nginx.conf': REDIRECTING + tls(LIVE) })).toBe(
      'certbot',
    );
  });

  test('is that of a certbot of the project where a start script copies or links it, and not one of the repository', () => {
    const shared = '"le:/etc/letsencrypt"';
    const more = `  certbot: {image: certbot/certbot, volumes: [${shared}]}\nvolumes: {le: , own: }\n`;
    const script = '"./40-tls.sh:/docker-entrypoint.d/40-tls.sh"';
    const kind = (path: string, volumes: readonly string[]) =>
      kindOf({
        'compose.yaml': stack(nginx(BOTH, volumes), more),
        'nginx.conf': REDIRECTING + tls(path),
        'certs/a.pem': '',
      });
    expect(kind('/etc/nginx/ssl/active/fullchain.pem', [shared, script])).toBe('certbot');
    expect(kind('/var/lib/tls/active.pem', [shared, script, '"own:/var/lib/tls"'])).toBe('certbot');
    expect(() => kind('/certs/a.pem', [shared, script, '"./certs:/certs"'])).toThrow(
      'do not show whether front is to terminate TLS',
    );
  });

  test('is not made by a service that only reads it', () => {
    const more = '  mail: {image: me/mail, volumes: ["/etc/letsencrypt:/etc/letsencrypt:ro"]}\n';
    const files = { 'compose.yaml': stack(nginx(BOTH, ['"/etc/letsencrypt:/etc/letsencrypt:ro"']), more) };
    expect(failure({ ...files, 'nginx.conf': REDIRECTING + tls(LIVE) }).why).toContain('/etc/letsencrypt of the host');
  });

  test('is made by a service that runs certbot, whatever its image and name are', () => {
    const volumes = 'volumes: ["le:/etc/letsencrypt"]';
    const more = `  renewer: {image: me/tools, command: "sh -c 'certbot renew; sleep 12h'", ${volumes}}\nvolumes: {le: }\n`;
    expect(
      kindOf({
        'compose.yaml': stack(nginx(BOTH, ['"le:/etc/letsencrypt"']), more),
        'nginx.conf': REDIRECTING + tls(LIVE),
      }),
    ).toBe('certbot');
  });

  test('is a matter of the project where another service fills the folder', () => {
    const more = '  maker: {image: me/tools, volumes: ["./certs:/out"]}\n';
    const text = stack(nginx(BOTH, ['"./certs:/certs"']), more);
    expect(kindOf({ 'compose.yaml': text, 'nginx.conf': PLAIN + tls('/certs/site.pem') })).toBe('app: front');
  });
});

describe('the app behind a stack’s own proxy', () => {
  const own = (services: string, conf: string) =>
    read({
      'compose.yaml': `services:
  front: {image: "nginx:1.29", ports: [${BOTH}], volumes: ["./nginx.conf:/etc/nginx/conf.d/default.conf", "le:/etc/letsencrypt"]}
  certbot: {image: certbot/certbot, volumes: ["le:/etc/letsencrypt"]}
${services}volumes: {le: }
`,
      'nginx.conf': REDIRECTING + conf.replace('ssl;', `ssl; ssl_certificate ${LIVE};`),
    });

  test.each([
    [
      'the one that it passes requests to, not another web service',
      '  docs: {image: me/docs, expose: ["80"]}\n  web: {image: me/web}\n',
      'server { listen 443 ssl; location / { proxy_pass http://web:8000; } }',
      'web',
    ],
    [
      'also by uwsgi_pass, an upstream and the name of its container',
      '  docs: {image: me/docs, ports: ["8080:80"]}\n  web: {image: me/web, container_name: shop}\n',
      'upstream app { server shop:9000; } server { listen 443 ssl; location / { uwsgi_pass app; } }',
      'web',
    ],
    [
      'PHP-FPM by fastcgi_pass',
      '  node: {image: me/assets, expose: ["5173"]}\n  php: {image: "php:8.3-fpm"}\n',
      'server { listen 443 ssl; location / { try_files $uri /index.php; } location ~ \\.php$ { fastcgi_pass php:9000; } }',
      'php',
    ],
    [
      'of several the one that gets /',
      '  api: {image: me/api}\n  page: {image: me/page}\n  admin: {image: me/admin}\n',
      'server { listen 443 ssl; location /api/ { proxy_pass http://api:8000; } location / { proxy_pass http://page:3000; } }',
      'page',
    ],
    [
      'of several the one in front of the others, whatever gets /',
      '  api: {image: me/api}\n  page: {image: me/page, depends_on: [api]}\n',
      'server { listen 443 ssl; location / { proxy_pass http://api:8000; } location /x/ { proxy_pass http://page:3000; } }',
      'page',
    ],
  ])('is %s', (_, services, conf, expected) => {
    const found = own(services, conf);
    expect(found.ownProxy?.kind).toBe('certbot');
    expect(found.entry).toMatchObject({
      service: expected,
      because: expect.stringContaining('requests of front') as unknown,
    });
  });

  test('is the one that labels lead Traefik to', () => {
    const text = `services:
  traefik: {image: "traefik:v3", command: ["--certificatesresolvers.le.acme.tlschallenge=true"], ports: [${BOTH}]}
  other: {image: me/other, expose: ["80"]}
  shop: {image: me/shop, labels: ["traefik.http.routers.shop.rule=Host(\`a.example\`)"]}
`;
    expect(read({ 'compose.yaml': text }).entry.service).toBe('shop');
  });

  test('is the proxy itself where its configuration is not in the repository and others may be it', () => {
    const text = `services:
  front: {image: "lscr.io/linuxserver/swag", ports: [${BOTH}]}
  one: {image: me/one}
  two: {image: me/two}
`;
    expect(read({ 'compose.yaml': text }).entry.service).toBe('front');
  });
});
