import { expect, test } from '@jest/globals';
import { failure, read } from '../reading.js';

const files = (app: string, site: string) => ({
  'compose.yaml': `services:
  app: {build: ., command: ${app}}
  front: {image: "nginx:1.27", ports: ["80:80"], volumes: ["./site.conf:/etc/nginx/conf.d/default.conf"]}
`,
  Dockerfile: 'FROM ruby:3.4\nEXPOSE 3000\n',
  'site.conf': `server { listen 80; ${site} location /api/ { proxy_pass http://app:3000; } }\n`,
});

test('A web server before a container that is only kept running is not put on the domain', () => {
  const error = failure(files('sleep 1000000', ''));
  expect(error.code).toBe('entry-unclear');
  expect(error.why).toBe('front passes requests to app, whose command only keeps its container running');
  expect(read(files('puma', '')).entry.service).toBe('front');
});

test('A published container that is only kept running is named where nothing else serves pages', () => {
  const text = 'services:\n  web: {image: me/web, command: sleep 1000000, ports: ["8000:8000"]}\n';
  expect(failure({ 'compose.yaml': text }).why).toBe(
    'the files show no service that serves HTTP; nothing listens in web, whose command only keeps its container running',
  );
});

test('A web server before such a container is, where it has pages of its own, or the input app-service names it', () => {
  const pages = 'location / { try_files $uri /index.html; }';
  expect(read(files('sleep infinity', pages)).entry.service).toBe('front');
  expect(read(files('sleep infinity', ''), { appService: 'front' }).entry.service).toBe('front');
});

const assets = (node: string): Readonly<Record<string, string>> => ({
  'compose.yaml': `services:
  node: ${node}
  web: {image: "nginx:1.27", ports: ["8080:80"], volumes: ["./site.conf:/etc/nginx/conf.d/default.conf"]}
  php: {image: "php:8.3-fpm"}
`,
  'node/Dockerfile': 'FROM node:22\nWORKDIR /app\n',
  'site.conf': 'server { listen 80; location / { fastcgi_pass php:9000; } }\n',
});

test.each([
  '{build: ./node, tty: true, ports: ["3000:3000"]}',
  '{image: "node:22", tty: true, ports: ["3000:3000"]}',
  '{image: me/tools, command: /bin/bash, ports: ["3000:3000"]}',
])('A container that starts only an interpreter or a shell does not make the web server unclear: %s', (node) => {
  expect(read(assets(node)).entry.service).toBe('web');
});

test.each([
  '{image: "node:22", command: node server.js, ports: ["3000:3000"]}',
  '{image: me/node, command: ./start, ports: ["3000:3000"]}',
])('A container that may start a server does: %s', (node) => {
  expect(failure(assets(node)).why).toBe('2 services publish a port: web (80), node (3000)');
});

test('An app whose image has no command is not put on the domain, and the reason is named', () => {
  const text = 'services:\n  web: {build: ., ports: ["8000:8000"]}\n';
  const error = failure({ 'compose.yaml': text, Dockerfile: 'FROM python:3.13\nEXPOSE 8000\n' });
  expect(error.why).toBe(
    'the files show no service that serves HTTP; nothing listens in web, which has no command, and python:3.13 starts only an interpreter or a shell',
  );
});

test('A web server without a configuration in the repository is not put on the domain where nothing listens in the app', () => {
  const text = `services:
  app: {build: ., command: bash, ports: ["3000:3000"]}
  front: {image: "caddy:2", ports: ["8080:80"], volumes: ["./Caddyfile:/etc/caddy/Caddyfile"]}
`;
  expect(failure({ 'compose.yaml': text }).why).toBe(
    'the configuration of front is not in the repository, and nothing listens in app, whose command only keeps its container running',
  );
  expect(read({ 'compose.yaml': text, Caddyfile: ':80 {\n  file_server\n}\n' }).entry.service).toBe('front');
});

test('A folder whose app is started by hand is not passed over in favor of the API in another folder', () => {
  const files = {
    'one/compose.yaml': 'services:\n  app: {image: "node:22", tty: true, ports: ["3000:3000"]}\n',
    'two/compose.yaml': 'services:\n  api: {build: ., command: puma, ports: ["8000:8000"]}\n',
  };
  expect(failure(files).hint).toContain('working-directory: one\nworking-directory: two');
});
