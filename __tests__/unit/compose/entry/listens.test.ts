import { describe, expect, test } from '@jest/globals';
import { behindProxy } from '../../../../src/compose/entry/behind-proxy.js';
import { listens } from '../../../../src/compose/entry/listens.js';
import { read } from '../reading.js';

const ports = (path: string, text: string, variables: Readonly<Record<string, string>> = {}) =>
  listens([{ path, text }], new Map(Object.entries(variables)));

describe('the ports at which a web server listens', () => {
  test.each([
    ['Caddyfile', ':5002 {\n  reverse_proxy app:5001\n}\n', [5002]],
    ['Caddyfile', 'example.org {\n  reverse_proxy app:5001\n}\nhttp://:8080 {\n  respond ok\n}\n', [80, 443, 8080]],
    ['Caddyfile', '{$SITE} {\n  reverse_proxy app:5001\n}\n', []],
    ['Caddyfile', 'import sites/*\n', []],
    ['nginx.conf', 'server { listen 8080; listen [::]:8080; }\nserver { listen 443 ssl; }\n', [8080, 443]],
    ['nginx.conf', 'server { listen ${PORT}; }\n', []],
    ['nginx.conf', 'server { listen unix:/run/x.sock; }\n', []],
  ])('are read from a %s: %j', (path, text, found) => {
    expect(ports(path, text)).toEqual(found);
  });

  test('decide among those that are published, also over port 80', () => {
    const front = '{image: "caddy:2", ports: ["5002:5002", "80:80"], volumes: ["./Caddyfile:/etc/caddy/Caddyfile"]}';
    const files = {
      'compose.yaml': `services:\n  app: {image: me/app}\n  caddy: ${front}\n`,
      Caddyfile: ':5002 {\n  reverse_proxy app:5001\n}\n',
    };
    expect(read(files).entry).toMatchObject({ service: 'caddy', ports: [5002] });
  });

  test('come first where none of them is published, and the running container is queried', () => {
    const files = {
      'compose.yaml': 'services:\n  app: {image: me/app}\n  front: {build: front, ports: ["8000:8080"]}\n',
      'front/Dockerfile': 'FROM nginx:1.27\nCOPY site.conf /etc/nginx/conf.d/default.conf\n',
      'front/site.conf': 'server { listen 80; location / { proxy_pass http://app:3000; } }\n',
    };
    const stack = read(files);
    expect(stack.entry).toMatchObject({ service: 'front', ports: [80, 8080], hasSurePorts: false });
    expect(stack.entry.because).toContain('8080 is published, and 80 is named by its configuration as a web server');
    // Two releases cannot have the same port of the host.
    expect(behindProxy(stack, false).kept).toEqual([]);
  });
});
