import { describe, expect, test } from '@jest/globals';
import { failure, read, type Files } from './reading.js';

const WEB = '  web: {image: "nginx:1", ports: ["80:80"], volumes: ["./nginx.conf:/etc/nginx/conf.d/default.conf"]';
const php = 'server {\n  listen 80;\n  location ~ \\.php$ { fastcgi_pass php-fpm:9000; }\n}\n';
const both = `${php}server { location / { proxy_pass http://app:80; } }`;
const files: Files = { 'compose.yaml': `services:\n${WEB}}\n`, 'nginx.conf': php };

describe('an nginx that passes requests to a service that is not started', () => {
  test('is refused with the line of its configuration, since nginx would not start', () => {
    expect(failure(files)).toMatchObject({
      code: 'compose-service-missing',
      what: 'compose.yaml starts no service php-fpm, to which web passes requests (nginx.conf:3)',
    });
  });

  test('is refused with the lines that add the compose file or the profile that has it', () => {
    const workers = 'services:\n  php-fpm: {image: me/app}\n';
    expect(failure({ ...files, 'compose.workers.yaml': workers }).hint).toContain(
      '  compose-file: |\n    compose.yaml\n    compose.workers.yaml',
    );
    const text = `services:\n${WEB}}\n  php-fpm: {image: me/app, profiles: [app]}\n`;
    expect(failure({ ...files, 'compose.yaml': text }).hint).toContain('profiles: app');
  });

  test.each([
    ['is named by an upstream block', `upstream php-fpm { server app:9000; }\n${php}`, ''],
    ['is an alias', php, ', networks: {default: {aliases: [php-fpm]}}'],
    ['is the container of another service', php, ', container_name: php-fpm'],
    ['is in a variable, which nginx resolves later', 'server { set $up php-fpm; proxy_pass http://$up; }', ''],
    ['is a placeholder', 'server { location / { proxy_pass http://BACKEND_HOST:8000; } }', ''],
    ['has a domain', 'server { location / { proxy_pass https://api.example.com; } }', ''],
    [
      'is resolved later',
      'upstream up { server php-fpm:9000 resolve; } server { location / { proxy_pass http://up; } }',
      '',
    ],
    ['may be in an upstream block of a file that is not known', `include upstreams/*.conf; ${both}`, ''],
  ])('is planned where that %s', (_name, text, more) => {
    const compose = `services:\n${WEB}}\n  app: {image: me/app${more}}\n`;
    expect(read({ 'compose.yaml': compose, 'nginx.conf': text }).entry.service).toBe('web');
  });

  test('is planned where the host is given to it, or where a network of another project may have it', () => {
    const other = `services:\n${WEB}, extra_hosts: ["php-fpm:10.0.0.2"]}\n`;
    expect(read({ ...files, 'compose.yaml': other }).entry.service).toBe('web');
    const network = `services:\n${WEB}, networks: [shared]}\nnetworks: {shared: {external: true}}\n`;
    expect(read({ ...files, 'compose.yaml': network }).entry.service).toBe('web');
  });

  test('is refused for one host of several where nginx reads the file for sure', () => {
    const more = '  app: {image: me/app}\n';
    expect(
      failure({ ...files, 'compose.yaml': `${files['compose.yaml'] ?? ''}${more}`, 'nginx.conf': both }),
    ).toMatchObject({
      what: 'compose.yaml starts no service php-fpm, to which web passes requests (nginx.conf:3)',
    });
    const unused = WEB.replace('/etc/nginx/conf.d/default.conf', '/etc/nginx/sites-available/default.conf');
    expect(read({ 'compose.yaml': `services:\n${unused}}\n${more}`, 'nginx.conf': both }).entry.service).toBe('web');
  });

  test('is planned where another file of the same nginx has the upstream block', () => {
    const mounts = '"./ups.conf:/etc/nginx/conf.d/ups.conf", "./nginx.conf:/etc/nginx/conf.d/default.conf"';
    const web = `  web: {image: "nginx:1", ports: ["80:80"], volumes: [${mounts}]}\n`;
    const ups = 'upstream php-fpm { server app:9000; }\n';
    const all = { 'compose.yaml': `services:\n${web}  app: {image: me/app}\n`, 'nginx.conf': php, 'ups.conf': ups };
    expect(read(all).entry.service).toBe('web');
    expect(failure({ ...all, 'ups.conf': 'upstream php-fpm { server gone:9000; }\n' }).what).toContain(
      'no service gone',
    );
  });

  test('does not read what the mount of another file hides', () => {
    const web = `${WEB.replace('image: "nginx:1"', 'build: ./web')}}\n  app: {image: me/app}\n`;
    const old = {
      'web/Dockerfile': 'FROM nginx:1\nCOPY old.conf /etc/nginx/conf.d/default.conf\n',
      'web/old.conf': php,
    };
    const text = 'server { location / { proxy_pass http://app:80; } }';
    expect(read({ 'compose.yaml': `services:\n${web}`, 'nginx.conf': text, ...old }).entry.service).toBe('web');
  });
});
