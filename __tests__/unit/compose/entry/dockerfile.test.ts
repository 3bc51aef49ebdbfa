import { describe, expect, test } from '@jest/globals';
import { readDockerfile } from '../../../../src/compose/entry/dockerfile.js';
import { passesTo } from '../../../../src/compose/entry/passes-to.js';

const staged = `ARG PYTHON=3.12
FROM python:\${PYTHON}-slim AS base
ENV PORT=8000
EXPOSE 8000
FROM base AS build
RUN pip install .
FROM base AS production
COPY --from=build /app /app
COPY start.sh /start.sh
COPY ["deploy/nginx.conf", "/etc/nginx/conf.d/"]
CMD ["gunicorn", "shop.wsgi", "-b", ":8000"]
FROM nginx:1.27 AS proxy
COPY nginx.conf /etc/nginx/conf.d/default.conf
`;

describe('what a Dockerfile tells', () => {
  test('the last stage counts where no target is named', () => {
    expect(readDockerfile(staged, undefined)).toMatchObject({ base: 'nginx:1.27', expose: [], command: '' });
  });

  test('a target is read through the stages that it starts from', () => {
    const facts = readDockerfile(staged, 'production');
    expect(facts).toMatchObject({ base: 'python:3.12-slim', expose: [8000], command: 'gunicorn shop.wsgi -b :8000' });
    expect(facts.copies).toEqual([
      { from: 'start.sh', to: '/start.sh' },
      { from: 'deploy/nginx.conf', to: '/etc/nginx/conf.d/' },
    ]);
  });

  test('build arguments fill in the base image', () => {
    expect(readDockerfile(staged, 'production', new Map([['PYTHON', '3.13']])).base).toBe('python:3.13-slim');
  });

  test('a base that no value is known for is not known', () => {
    expect(readDockerfile('ARG BASE\nFROM $BASE\nEXPOSE 80/tcp 53/udp\n', undefined)).toMatchObject({
      base: undefined,
      expose: [80],
    });
  });

  test('a text command and an entrypoint are put together', () => {
    const text = 'FROM node:22\nENTRYPOINT ["/entry.sh"]\nCMD node server.js --port 3000\n';
    expect(readDockerfile(text, undefined).command).toBe('/entry.sh node server.js --port 3000');
  });

  test('a configuration that another stage copied is looked up in the build context', () => {
    const text =
      'FROM node:22 AS build\nCOPY . /app\nFROM nginx\nCOPY --from=build /app/deploy/nginx.conf /etc/nginx/\n';
    expect(readDockerfile(text, undefined).copies.map(({ from }) => from)).toEqual([
      'app/deploy/nginx.conf',
      'deploy/nginx.conf',
      'nginx.conf',
    ]);
  });

  test('variables fill in the ports, and a web server that is installed is seen', () => {
    const text = 'FROM php:8.3-fpm\nENV PORT=8080 NAME="a b"\nRUN apt-get install -y nginx\nEXPOSE ${PORT}\n';
    const facts = readDockerfile(text, undefined);
    expect(facts).toMatchObject({ expose: [8080], hasWebServer: true });
    expect([...facts.environment]).toEqual([
      ['PORT', '8080'],
      ['NAME', 'a b'],
    ]);
    expect(readDockerfile('FROM php:8.3-fpm\nRUN docker-php-ext-install pdo\n', undefined).hasWebServer).toBe(false);
  });

  test('what is no Dockerfile tells nothing', () => {
    expect(readDockerfile('', undefined)).toMatchObject({ base: undefined, expose: [], command: '', copies: [] });
  });
});

const hosts = (...services: readonly string[]) => new Map(services.map((name) => [name, name]));

describe('what a reverse proxy passes requests to', () => {
  test.each([
    ['nginx with proxy_pass', 'location / { proxy_pass http://web:8000; }'],
    ['nginx with an upstream', 'upstream app { server web:8000; }\nserver { listen 80; }'],
    ['nginx with uwsgi_pass', 'location / { uwsgi_pass web:9000; }'],
    ['nginx with a variable', 'set $upstream http://web:8000;\nproxy_pass $upstream;'],
    ['Caddy', ':80 {\n  reverse_proxy web:8000\n}'],
    ['Caddy with a path', 'example.com {\n  reverse_proxy /api/* web:8000\n}'],
    ['Apache', 'ProxyPass "/" "http://web:8000/"'],
    ['HAProxy', 'backend b\n  server one web:8000 check'],
    ['Traefik', 'loadBalancer:\n  servers:\n    - url: "http://web:8000"'],
  ])('is found in the configuration of %s', (_, text) => {
    expect(passesTo([text], hosts('web', 'db'))).toEqual(['web']);
  });

  test.each([
    ['Caddy with several servers', ':80 {\n  reverse_proxy web:8000 http://api:9000\n}'],
    ['Apache with a balancer', 'BalancerMember "http://web:8000"\nProxyPass /api http://api:9000'],
    [
      'nginx with two locations',
      'location /api { proxy_pass http://api; } location / { proxy_pass http://web:8000/; }',
    ],
    [
      'nginx whose root goes to a named location',
      'location /a { grpc_pass http://api; } location @up { set $up web; proxy_pass http://$up; }',
    ],
    ['Envoy', 'socket_address: { address: web, port_value: 8000 }\nsocket_address: { address: "api" }'],
  ])('are all that %s names, the one with / first', (_, text) => {
    expect(passesTo([text], hosts('api', 'web'))).toEqual(['web', 'api']);
  });

  test('is nothing that only a comment names', () => {
    expect(passesTo(['# proxy_pass http://web:8000;\n'], hosts('web'))).toEqual([]);
  });
});
