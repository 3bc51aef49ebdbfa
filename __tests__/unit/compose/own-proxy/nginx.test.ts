import { describe, expect, test } from '@jest/globals';
import { everyDirective, nginxDirectives } from '../../../../src/compose/own-proxy/nginx/directives.js';
import { nginxFacts } from '../../../../src/compose/own-proxy/nginx/servers.js';

const facts = (text: string, variables: Readonly<Record<string, string>> = {}, path = 'nginx.conf') =>
  nginxFacts([{ path, text }], new Map(Object.entries(variables)));

describe('an nginx configuration', () => {
  test('is read with its comments, quotes, blocks and lines', () => {
    const text = [
      '# server { listen 1; }',
      'http {',
      '  log_format main "$remote_addr { \\"quoted\\" } #";',
      "  map $uri $a { '~^/x;y' 1; default 0; }",
      '  server { listen 80; location ~ "\\.php$" { return 200 ok; } }',
      '}',
    ].join('\n');
    const read = everyDirective(nginxDirectives(text));
    expect(read.map(({ name, args, line }) => [name, args.length, line])).toEqual([
      ['http', 0, 2],
      ['log_format', 2, 3],
      ['map', 2, 4],
      ['~^/x;y', 1, 4],
      ['default', 1, 4],
      ['server', 0, 5],
      ['listen', 1, 5],
      ['location', 2, 5],
      ['return', 2, 5],
    ]);
    expect(read[1]?.args[1]).toBe('$remote_addr { "quoted" } #');
  });

  test('is read as far as it can be where it is not well formed', () => {
    expect(facts('server { listen 80; } } server { listen 443 ssl;').servers).toHaveLength(2);
    expect(facts('server { listen "80;\n}').servers).toHaveLength(1);
    expect(facts('\\').servers).toEqual([]);
    expect(facts('{{ template }}\nserver { listen 80; }').servers).toHaveLength(1);
  });

  test('tells which servers listen for TLS, and which only redirect', () => {
    const text = `
upstream app { server app:8000; }
server { listen 80; location / { return 301 https://$host$request_uri; } }
server { listen 443 ssl; listen [::]:443 ssl; ssl_certificate /etc/ssl/site.pem; }
server { server_name plain.example.com; }
server { listen 8080; if ($scheme = http) { rewrite ^ https://example.com permanent; } }
server { listen 443; ssl on; }
`;
    const shown = facts(text).servers.map((server) => [server.listensPlain, server.listensTls, server.redirects]);
    expect(shown).toEqual([
      [true, false, true],
      [false, true, false],
      [true, false, false],
      [true, false, true],
      [false, true, false],
    ]);
    expect(facts(text).certificates).toEqual([{ file: 'nginx.conf', line: 4, path: '/etc/ssl/site.pem' }]);
  });

  test('of the image’s templates has the variables of its service filled in', () => {
    const text =
      'server { listen ${PORT}; ssl_certificate /etc/letsencrypt/live/${DOMAIN}/fullchain.pem; return 200 $uri; }';
    const read = facts(text, { DOMAIN: 'a.example.com' }, 'default.conf.template');
    expect(read.certificates[0]?.path).toBe('/etc/letsencrypt/live/a.example.com/fullchain.pem');
    expect(facts(text, { DOMAIN: 'a.example.com' }).certificates[0]?.path).toContain('${DOMAIN}');
  });

  test('that passes on its own scheme as the visitor’s is found with its line', () => {
    const text =
      'location / {\n  proxy_set_header X-Forwarded-Proto $scheme;\n  proxy_set_header X-Real-Proto $scheme;\n}';
    expect(facts(text).overwrittenSchemes).toEqual([
      { file: 'nginx.conf', line: 2, directive: 'proxy_set_header', header: 'X-Forwarded-Proto' },
    ]);
    expect(facts('uwsgi_param HTTP_X_FORWARDED_PROTO $scheme;').overwrittenSchemes).toHaveLength(1);
    expect(facts('proxy_set_header X-Forwarded-Proto $http_x_forwarded_proto;').overwrittenSchemes).toEqual([]);
    expect(facts('proxy_set_header X-Forwarded-Proto https;').overwrittenSchemes).toEqual([]);
  });
});
