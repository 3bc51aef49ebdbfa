import { expect, test } from '@jest/globals';
import { read } from '../reading.js';

const SITE = '{\n  auto_https off\n}\n:80 {\n  php_server\n}\n';
const WORKER = 'worker {\n  file ./public/index.php\n}\n';

test('A Caddyfile that another one imports is not taken for one with sites of its own', () => {
  const files = {
    'compose.yaml': 'services:\n  php: {build: ., ports: ["80:80", "443:443"]}\n',
    Dockerfile:
      'FROM dunglas/frankenphp:1-php8.3\nCOPY conf/Caddyfile /etc/frankenphp/Caddyfile\nCOPY conf/worker.Caddyfile /etc/frankenphp/worker.Caddyfile\n',
    'conf/Caddyfile': SITE,
    'conf/worker.Caddyfile': WORKER,
  };
  const { ownProxy, entry } = read(files);
  expect(ownProxy).toBeUndefined();
  expect(entry).toMatchObject({ service: 'php', ports: [80] });
});
