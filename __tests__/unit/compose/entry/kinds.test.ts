import { describe, expect, test } from '@jest/globals';
import { httpPorts } from '../../../../src/compose/entry/http-ports.js';
import { candidates } from '../../../support/candidates.js';
import { kindOf as kind, type Named } from '../../../support/kinds.js';

describe('a container that is only kept running', () => {
  test.each([
    'tail -f /dev/null',
    'sleep infinity',
    'sleep 1000000',
    '/bin/sleep 7d',
    '/bin/sh -c "while true; do sleep 3600; done"',
    'bash -c "bundle check && tail -f /dev/null"',
    "sh -c 'tail -F /etc/hosts'",
  ])('by %s is not what visitors reach, whatever it publishes', (command) => {
    expect(kind({ image: 'ruby:3.4', command, ports: ['3000:3000'] })).toBe('worker');
  });

  test('may have a server that was started before', () => {
    expect(kind({ image: 'me/app', command: 'sh -c "nginx && tail -f /dev/null"', ports: ['80:80'] })).toBe('web');
    expect(kind({ image: 'me/app', command: 'sh -c "sleep 15 && ./start"', ports: ['80:80'] })).toBe('web');
    expect(kind({ image: 'me/app', command: 'sh -c "./start & sleep 100000"', ports: ['80:80'] })).toBe('web');
    expect(kind({ image: 'me/app', command: 'tail -f /var/log/app.log', ports: ['80:80'] })).toBe('web');
  });
});

describe('PHP-FPM', () => {
  test.each<readonly [string, Named]>([
    ['its official image', { image: 'php:8.3-fpm-alpine' }],
    ['an image with its port published', { image: 'php:8.3-fpm', ports: ['9000:9000'] }],
    ['WordPress without Apache', { image: 'wordpress:php8.2-fpm' }],
    ['Nextcloud without Apache', { image: 'nextcloud:fpm' }],
    ['its command', { image: 'me/app:1', command: 'docker-php-entrypoint php-fpm' }],
    [
      'a command that starts nothing else, whatever is published',
      { image: 'me/app:1', command: 'php-fpm', ports: ['80:80'] },
    ],
    ['its port on an image of PHP', { image: 'me/php7.4:1', ports: ['9000'] }],
    [
      'a start script that serves nothing else',
      { image: 'php:8.3-fpm', command: '/entrypoint.sh', imageExpose: [9000] },
    ],
  ])('is known by %s', (_, service) => {
    expect(kind(service)).toBe('fastcgi');
  });

  test.each<readonly [string, Named, string]>([
    [
      'artisan serve',
      { image: 'php:8.3-fpm', command: 'php artisan serve --host=0.0.0.0', ports: ['8000:8000'] },
      'web',
    ],
    [
      'an nginx in the same image',
      { image: 'php:8.3-fpm', command: 'sh /start.sh', imageExpose: [80], hasWebServer: true },
      'web',
    ],
    ['an image that has both', { image: 'serversideup/php:8.3-fpm-nginx', ports: ['80:8080'] }, 'web'],
    ['a queue worker', { image: 'php:8.3-fpm', command: 'php artisan queue:work' }, 'worker'],
    ['a migration', { image: 'php:8.3-fpm', command: 'php artisan migrate --force' }, 'one-shot'],
    ['Apache', { image: 'php:8.3-apache', ports: ['80:80'] }, 'web'],
  ])('is not what runs %s', (_, service, expected) => {
    expect(kind(service)).toBe(expected);
  });
});

describe('other services', () => {
  test.each<readonly [string, Named, string]>([
    ['a client that makes a bucket', { image: 'minio/mc', command: '/bin/sh -c "mc mb shop/media"' }, 'one-shot'],
    ['Flyway', { image: 'flyway/flyway:10' }, 'one-shot'],
    ['a service called migrations', { command: 'npm run migrate', name: 'migrations' }, 'one-shot'],
    ['a database of an unknown image', { image: 'me/data:1', expose: [5432], name: 'db' }, 'store'],
    ['a database called by its app', { image: 'me/data:1', name: 'shop-db' }, 'store'],
    ['an API of the database team', { image: 'me/data:1', ports: ['8000:8000'], name: 'database-api' }, 'web'],
    [
      'a WebSocket server of Laravel',
      { command: 'php artisan reverb:start --port=6001', ports: ['6001:6001'] },
      'worker',
    ],
    ['a service that does nothing', { command: 'sleep infinity' }, 'worker'],
    ['a machine that is reached by SSH', { image: 'me/box', ports: ['2222:22'], expose: [22] }, 'other'],
    ['a server of a game', { image: 'itzg/minecraft-server', ports: ['25565:25565'] }, 'other'],
    [
      'an app whose migrations and studio are in one command',
      { command: 'npm start npx prisma studio', ports: ['3000:3000'] },
      'web',
    ],
    ['an app behind a proxy of labels', { isRouted: true, name: 'worker' }, 'web'],
  ])('%s', (_, service, expected) => {
    expect(kind(service)).toBe(expected);
  });
});

describe('ports at which no browser asks', () => {
  const ports = (list: readonly string[]): readonly number[] => {
    const [candidate] = candidates({ web: { ports: list } });
    return candidate === undefined ? [] : httpPorts(candidate).map(({ container }) => container);
  };

  test('are no ports of stores where the service is built here, or is a web server', () => {
    for (const own of [{ isBuilt: true }, { image: 'nginx:1.27' }]) {
      const [candidate] = candidates({ web: { ports: ['8086:8086'], ...own } });
      expect(candidate === undefined ? [] : httpPorts(candidate)).toHaveLength(1);
    }
  });

  test.each<readonly [string, readonly string[], readonly number[]]>([
    ['a range', ['3000:3000', '3001:3001', '3002:3002', '3003:3003'], []],
    ['a range beside the page', ['8080:80', '50000:50000', '50001:50001', '50002:50002'], [80]],
    ['no range of two', ['8000:8000', '8001:8001'], [8000, 8001]],
    ['no range of ports that are mapped apart', ['8000:80', '8001:81', '9000:82'], [80, 81, 82]],
    ['mail, SSH and MQTT', ['2222:22', '25:25', '1883:1883', '3000:3000'], [3000]],
    ['gRPC', ['50051:50051'], []],
    ['the HTTP of a search engine', ['9200:9200', '9300:9300'], []],
    ['a debugger beside the page', ['5678:5678', '8000:8000'], [8000]],
    ['no debugger where it is the only port', ['5678:5678'], [5678]],
  ])('%s', (_, list, expected) => {
    expect(ports(list)).toEqual(expected);
  });
});
