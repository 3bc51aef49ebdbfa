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
    'the files show no service that serves HTTP; the command of web only keeps its container running',
  );
});

test('A web server before such a container is, where it has pages of its own, or the input app-service names it', () => {
  const pages = 'location / { try_files $uri /index.html; }';
  expect(read(files('sleep infinity', pages)).entry.service).toBe('front');
  expect(read(files('sleep infinity', ''), { appService: 'front' }).entry.service).toBe('front');
});
