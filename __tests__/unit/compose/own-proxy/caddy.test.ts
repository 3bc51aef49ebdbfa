import { describe, expect, test } from '@jest/globals';
import { caddySites, tlsOf } from '../../../../src/compose/own-proxy/caddy.js';
import { caddyFileLocations } from '../../../../src/compose/own-proxy/caddy-files.js';
import { failure, read } from '../reading.js';

const sites = (text: string, variables: Readonly<Record<string, string>> = {}) =>
  caddySites({ path: 'Caddyfile', text }, new Map(Object.entries(variables))).map(({ address, tls }) => [address, tls]);

describe('an address of Caddy', () => {
  test.each([
    ['example.com', 'acme'],
    ['https://example.com', 'acme'],
    ['*.example.com', 'acme'],
    ['example.com:8443', 'acme'],
    [':80', 'plain'],
    [':8080', 'plain'],
    ['http://example.com', 'plain'],
    ['http://', 'plain'],
    ['example.com:80', 'plain'],
    ['localhost', 'local'],
    ['app.localhost', 'local'],
    ['203.0.113.7', 'local'],
    [':443', 'local'],
  ])('%s is served by %s', (address, tls) => {
    expect(tlsOf(address)).toBe(tls);
  });
});

describe('a Caddyfile', () => {
  test('has a line for variables that stand for whole lines, which is no site', () => {
    const text = '{\n  {$GLOBAL}\n}\n{$CADDY_EXTRA_CONFIG}\n{$SERVER_NAME:localhost} {\n  php_server\n}\n';
    expect(sites(text)).toEqual([['localhost', 'local']]);
    expect(sites(text, { SERVER_NAME: 'a.example.com, php:80' })).toEqual([
      ['a.example.com', 'acme'],
      ['php:80', 'plain'],
    ]);
    expect(sites('{$SITE}\nhandle /api/* {\n  reverse_proxy app:8000\n}\n', { SITE: 'a.example.com' })).toEqual([
      ['a.example.com', 'acme'],
    ]);
    expect(sites('{$SITE}\nhandle /api/* {\n  reverse_proxy app:8000\n}\n')).toEqual([['$SITE', 'acme']]);
  });

  test('has several sites, each with its own TLS', () => {
    const text = `
# the pages
{
    email ops@example.com
}
(logging) {
    log
}
example.com,
www.example.com {
    reverse_proxy app:8000
}
internal.example.com {
    tls internal
}
static.example.com {
    tls /certs/site.pem /certs/site.key
}
http://plain.example.com {
    respond "{ not a block }"
}
`;
    expect(sites(text)).toEqual([
      ['example.com', 'acme'],
      ['www.example.com', 'acme'],
      ['internal.example.com', 'local'],
      ['static.example.com', 'files'],
      ['http://plain.example.com', 'plain'],
    ]);
  });

  test('may be of one site without braces', () => {
    expect(sites('example.com\n\nreverse_proxy app:8000\n')).toEqual([['example.com', 'acme']]);
    expect(sites('{\n  debug\n}\n:80\nhandle {\n  reverse_proxy app:8000\n}\n')).toEqual([[':80', 'plain']]);
    expect(sites('example.com\ntls internal\n')).toEqual([['example.com', 'local']]);
    expect(sites('import sites/*\n')).toEqual([]);
  });

  test('may turn automatic HTTPS off, or certify by itself', () => {
    expect(sites('{\n  auto_https off\n}\nexample.com {\n}\n')).toEqual([['example.com', 'plain']]);
    expect(sites('{\n  local_certs\n}\nexample.com {\n}\n')).toEqual([['example.com', 'local']]);
  });

  test('takes names from variables, which have defaults', () => {
    const text = '{$DOMAIN:example.org}, www.{$DOMAIN:example.org} {\n}\n';
    expect(sites(text)).toEqual([
      ['example.org', 'acme'],
      ['www.example.org', 'acme'],
    ]);
    expect(sites(text, { DOMAIN: ':80' })[0]).toEqual([':80', 'plain']);
    expect(sites('{$DOMAIN} {\n}\n')).toEqual([['$DOMAIN', 'acme']]);
  });
});

describe('a Caddy whose site is a variable', () => {
  test('that stands for localhost is asked about with its name', () => {
    const front = `{image: "caddy:2", ports: ["80:80", "443:443"], environment: {SERVER_NAME: "\${SERVER_NAME:-localhost}"}, volumes: ["./Caddyfile:/etc/caddy/Caddyfile"]}`;
    const compose = `services:\n  app: {image: me/app}\n  caddy: ${front}\n`;
    const text = '{$SERVER_NAME:localhost} {\n  reverse_proxy app:8000\n}\n';
    expect(failure({ 'compose.yaml': compose, Caddyfile: text }).why).toBe(
      'Caddy serves localhost (Caddyfile) with a certificate by an authority of its own, which browsers do not trust; give SERVER_NAME the domain to have it request one',
    );
  });
});

describe('the names of a Caddy', () => {
  const names = (text: string, more = '') => {
    const front = `{image: "caddy:2", ports: ["80:80", "443:443"], volumes: ["./Caddyfile:/etc/caddy/Caddyfile"]${more}}`;
    const compose = `services:\n  app: {image: me/app}\n  caddy: ${front}\n`;
    return read({ 'compose.yaml': compose, Caddyfile: text, 'caddy.env': '' }).proxyFindings.filter(
      ({ kind }) => kind === 'certified',
    );
  };
  const site = (address: string, more = '') => `${address} {\n${more}  reverse_proxy app:8000\n}\n`;

  test('are all found, with their places', () => {
    expect(names(`${site('a.example.org')}${site('http://plain.example.org')}`)).toEqual([
      { kind: 'certified', product: 'Caddy', names: ['a.example.org'], places: ['Caddyfile:1'] },
    ]);
  });

  test.each([
    ['a variable without a value names it', site('a.example.org, {$DOMAIN}'), ''],
    ['an env file may name it', site('{$DOMAIN:a.example.org}'), ', env_file: [caddy.env]'],
    ['further files may', `import sites/*\n${site('a.example.org')}`, ''],
    [
      'it requests certificates for any on demand',
      `${site('a.example.org')}${site('https://', '  tls {\n    on_demand\n  }\n')}`,
      '',
    ],
  ])('are not known where %s', (_name, text, more) => {
    expect(names(text, more)).toEqual([]);
  });
});

describe('files that a Caddy serves', () => {
  const SITE = `a.example.com {
  tls /certs/a.crt /certs/a.key
  handle /api/* {
    reverse_proxy app:8000
  }
  handle_path /static/* {
    root * /srv/static
    file_server
  }
  handle {
    root * /srv/pages
    try_files {path} /index.html
    file_server
  }
}
`;
  const paths = (text: string) => caddyFileLocations({ path: 'Caddyfile', text }).map(({ path }) => path);

  test('would have to be served by the app without it, and the question says so', () => {
    const front =
      '{image: "caddy:2", ports: ["80:80", "443:443"], volumes: ["./Caddyfile:/etc/caddy/Caddyfile", "/certs:/certs"]}';
    const text = `services:\n  app: {image: me/app, expose: ["8000"]}\n  front: ${front}\n`;
    expect(failure({ 'compose.yaml': text, Caddyfile: SITE }).hint).toContain(
      '  app-service: app\n  app-port: 8000\nfront serves the pages (/), /static/* from files (Caddyfile:13); without it app has to serve them',
    );
  });

  test.each([
    [':80 {\n  root * /srv\n  file_server\n}\n', ['/']],
    [':80 {\n  reverse_proxy /api/* app:8000\n  file_server\n}\n', ['/']],
    [':80 {\n  reverse_proxy app:8000\n  file_server /media/*\n}\n', ['/media/*']],
    [':80 {\n  @page not path /media/*\n  reverse_proxy @page app:8000\n  file_server\n}\n', []],
    [':80 {\n  handle @media {\n    file_server\n  }\n  reverse_proxy app:8000\n}\n', []],
    [':80 {\n  reverse_proxy app:8000\n}\n', []],
  ])('are known by %j', (text, found) => {
    expect(paths(text)).toEqual(found);
  });
});
