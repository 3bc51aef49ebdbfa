import { describe, expect, test } from '@jest/globals';
import { failure, read } from '../reading.js';
import { BOTH, kindOf, nginx, PLAIN, REDIRECTING, stack, tls } from './fronts.js';

describe('a proxy that serves HTTP only', () => {
  test.each([
    ['publishes 80', { 'compose.yaml': stack(nginx('"80:80"')), 'nginx.conf': PLAIN }],
    ['publishes another port', { 'compose.yaml': stack(nginx('"1337:80"')), 'nginx.conf': PLAIN }],
    ['publishes 443 without listening to it', { 'compose.yaml': stack(nginx(BOTH)), 'nginx.conf': PLAIN }],
    ['has nginx’s own configuration', { 'compose.yaml': stack(`{image: nginx, ports: [${BOTH}]}`) }],
    [
      'is Caddy at port 80',
      {
        'compose.yaml': stack('{image: "caddy:2", ports: ["80:80"], volumes: ["./Caddyfile:/etc/caddy/Caddyfile"]}'),
        Caddyfile: ':80 {\n  reverse_proxy app:8000\n}\n',
      },
    ],
    [
      'is Caddy without automatic HTTPS',
      {
        'compose.yaml': stack(`{image: "caddy:2", ports: [${BOTH}], volumes: ["./Caddyfile:/etc/caddy/Caddyfile"]}`),
        Caddyfile: '{\n  auto_https off\n}\nexample.com {\n}\n',
      },
    ],
    [
      'is FrankenPHP at port 80',
      { 'compose.yaml': stack(`{image: "dunglas/frankenphp", ports: [${BOTH}], environment: {SERVER_NAME: ":80"}}`) },
    ],
    [
      'is Traefik without a resolver',
      { 'compose.yaml': stack('{image: "traefik:v3", command: ["--providers.docker"], ports: ["80:80"]}') },
    ],
    [
      'is nginx-proxy without a companion',
      { 'compose.yaml': stack('{image: nginxproxy/nginx-proxy, ports: ["80:80"]}') },
    ],
    [
      'has a certificate, and shows pages over HTTP',
      {
        'compose.yaml': stack(nginx(BOTH, ['"./certs:/certs"'])),
        'nginx.conf': PLAIN + tls('/certs/site.pem'),
        'certs/site.pem': 'x',
      },
    ],
    ['speaks TLS alone', { 'compose.yaml': stack(nginx('"443:443"')), 'nginx.conf': tls('/certs/site.pem') }],
    [
      'shares a volume with certbot, and has no TLS',
      {
        'compose.yaml': stack(
          nginx('"80:80"', ['"le:/etc/letsencrypt"']),
          '  certificates: {image: certbot/certbot, volumes: ["le:/etc/letsencrypt"]}\nvolumes: {le: }\n',
        ),
        'nginx.conf': PLAIN,
      },
    ],
  ] as const)('that %s is behind the bundled one', (_, files) => {
    expect(kindOf(files)).toBe('app: front');
  });
});

describe('a proxy that requests its certificates itself', () => {
  const traefik = (how: string) => stack(`{image: "traefik:v3", ${how}, ports: [${BOTH}]}`);
  test.each([
    [
      'Traefik by its command',
      { 'compose.yaml': traefik('command: ["--certificatesresolvers.le.acme.tlschallenge=true"]') },
    ],
    [
      'Traefik by a variable',
      { 'compose.yaml': traefik('environment: {TRAEFIK_CERTIFICATESRESOLVERS_LE_ACME_EMAIL: a@b.c}') },
    ],
    [
      'Traefik by its file',
      {
        'compose.yaml': traefik('volumes: ["./traefik.yml:/etc/traefik/traefik.yml"]'),
        'traefik.yml': 'certificatesResolvers:\n  le:\n    acme: {}\n',
      },
    ],
    [
      'Caddy',
      {
        'compose.yaml': stack(`{image: "caddy:2", ports: [${BOTH}], volumes: ["./Caddyfile:/etc/caddy/Caddyfile"]}`),
        Caddyfile: 'example.com {\n}\n',
      },
    ],
    [
      'Caddy built from a Dockerfile',
      {
        'compose.yaml': stack(`{build: ./proxy, ports: [${BOTH}]}`),
        'proxy/Dockerfile': 'FROM caddy:2\nCOPY Caddyfile /etc/caddy/\n',
        'proxy/Caddyfile': '{$DOMAIN} {\n}\n',
      },
    ],
    [
      'Caddy by its command',
      {
        'compose.yaml': stack(
          `{image: "caddy:2", command: "caddy reverse-proxy --from example.com --to app:8000", ports: [${BOTH}]}`,
        ),
      },
    ],
    [
      'FrankenPHP in another image',
      {
        'compose.yaml': stack(`{build: ./php, ports: [${BOTH}], environment: {SERVER_NAME: example.com}}`),
        'php/Dockerfile':
          'FROM debian:13\nCOPY --from=upstream /usr/bin/frankenphp /usr/bin/\nCOPY Caddyfile /etc/frankenphp/Caddyfile\n',
        'php/Caddyfile': '{$SERVER_NAME:localhost} {\n}\n',
      },
    ],
    [
      'nginx-proxy with its companion',
      {
        'compose.yaml': stack(
          `{image: "nginxproxy/nginx-proxy:1.6", ports: [${BOTH}], volumes: ["certs:/etc/nginx/certs"]}`,
          '  letsencrypt: {image: nginxproxy/acme-companion, volumes: ["certs:/etc/nginx/certs"]}\nvolumes: {certs: }\n',
        ),
      },
    ],
    ['swag', { 'compose.yaml': stack(`{image: "lscr.io/linuxserver/swag:latest", ports: [${BOTH}]}`) }],
    ['nginx-proxy-manager', { 'compose.yaml': stack(`{image: "jc21/nginx-proxy-manager:2", ports: [${BOTH}]}`) }],
    ['jonasal/nginx-certbot', { 'compose.yaml': stack(`{image: "jonasal/nginx-certbot:5", ports: [${BOTH}]}`) }],
    ['https-portal', { 'compose.yaml': stack(`{image: "steveltn/https-portal:1", ports: [${BOTH}]}`) }],
    [
      'nginx that acme.sh feeds',
      {
        'compose.yaml': stack(nginx(BOTH), '  acme: {image: neilpang/acme.sh}\n'),
        'nginx.conf': REDIRECTING + tls('/certs/site.pem'),
      },
    ],
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
    expect(own).toMatchObject({
      needsCertificate: true,
      lineages: [{ name: 'example.org', file: 'nginx.conf', line: 2 }],
    });
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
    const waiting = boilerplate('le', ', entrypoint: /wait.sh').replace(
      'volumes: [',
      'volumes: ["./wait.sh:/wait.sh", ',
    );
    const script = (text: string) => read({ 'compose.yaml': waiting, 'nginx.conf': live, 'wait.sh': text }).ownProxy;
    expect(script('until nc -z app 8000; do sleep 1; done\nexec nginx\n')?.needsCertificate).toBe(true);
    expect(script('if [ -f /etc/letsencrypt/live/x/fullchain.pem ]; then\n')?.needsCertificate).toBe(false);
  });

  test('that does not feed it is no certbot of this proxy', () => {
    const files = { 'compose.yaml': boilerplate('le'), 'nginx.conf': REDIRECTING + tls('/certs/site.pem') };
    expect(failure(files).code).toBe('entry-unclear');
  });
});

describe('an image that Docker Hub has under its name', () => {
  test.each([
    ['linuxserver/letsencrypt', 'acme'],
    ['lscr.io/linuxserver/swag:latest', 'acme'],
    ['nginx:1.29', 'app: front'],
  ])('is what it is, though a folder of the repository is called as its service: %s', (image, kind) => {
    const files = {
      'compose.yaml': stack(`{image: "${image}", ports: [${BOTH}]}`),
      'front/Dockerfile': 'FROM nginx:1\nCOPY nginx.conf /etc/nginx/conf.d/default.conf\n',
      'front/nginx.conf': REDIRECTING + tls('/certs/site.pem'),
    };
    expect(kindOf(files)).toBe(kind);
  });

  test('is not meant by the name of one that is built here', () => {
    const files = {
      'compose.yaml': stack(`{image: "acme/nginx", ports: [${BOTH}]}`),
      'front/Dockerfile': 'FROM nginx:1\nCOPY nginx.conf /etc/nginx/conf.d/default.conf\n',
      'front/nginx.conf': REDIRECTING + tls('/certs/site.pem'),
    };
    expect(failure({ Dockerfile: 'FROM python:3.12\nCMD ./start\n', ...files }).code).toBe('entry-unclear');
  });
});
