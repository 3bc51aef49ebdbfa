import { describe, expect, test } from '@jest/globals';
import { read, type Files } from '../reading.js';

const commandServiceOf = (services: string, conf: string, more: Files = {}): string =>
  read({
    'compose.yaml': `services:
  nginx: {image: "nginx:1.29", ports: ["80:80"], volumes: ["./nginx.conf:/etc/nginx/conf.d/default.conf"]}
${services}`,
    'nginx.conf': `server { listen 80; ${conf} }\n`,
    ...more,
  }).commandService;

describe('a release command runs in', () => {
  test('the entry where that is the app', () => {
    const text = 'services:\n  web: {image: me/web, ports: ["8000:8000"]}\n  db: {image: postgres}\n';
    expect(read({ 'compose.yaml': text }).commandService).toBe('web');
    expect(read({ Dockerfile: 'FROM me/base\n' }).commandService).toBe('app');
  });

  test('the app behind an nginx that is the entry', () => {
    const services = '  web: {image: me/web, depends_on: [db]}\n  db: {image: postgres}\n';
    expect(commandServiceOf(services, 'location / { proxy_pass http://web:8000; }')).toBe('web');
  });

  test('of a page and its API the one that uses the database, whatever gets /', () => {
    const services =
      '  page: {image: me/page, depends_on: [api]}\n  api: {image: me/api, depends_on: [db]}\n  db: {image: postgres}\n';
    const conf = 'location / { proxy_pass http://page:3000; } location /api/ { proxy_pass http://api:8000; }';
    expect(commandServiceOf(services, conf)).toBe('api');
  });

  test('PHP-FPM, not in the nginx in front of it', () => {
    const services = '  php: {image: "php:8.3-fpm"}\n  queue: {image: me/php, command: php artisan queue:work}\n';
    expect(commandServiceOf(services, 'location ~ \\.php$ { fastcgi_pass php:9000; }')).toBe('php');
  });

  test('the nginx itself where it passes nothing on', () => {
    expect(commandServiceOf('  db: {image: postgres}\n', 'root /usr/share/nginx/html;')).toBe('nginx');
  });

  test('the app that is named by a variable of an env file', () => {
    const services = '  web: {image: me/web}\n  other: {image: me/other}\n';
    const files = {
      'compose.yaml': `services:
  nginx: {build: ./nginx, ports: ["80:80"], env_file: nginx.env}
${services}`,
      'nginx/Dockerfile': 'FROM nginx\nCOPY default.conf.tpl /etc/nginx/\n',
      'nginx/default.conf.tpl': 'server { location / { uwsgi_pass ${APP_HOST}:${APP_PORT}; } }\n',
      'nginx.env': 'APP_HOST=web\nAPP_PORT=9000\n',
    };
    expect(read(files).commandService).toBe('web');
  });
});
