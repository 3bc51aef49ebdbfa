import { describe, expect, test } from '@jest/globals';
import { renderProxy } from '../../../src/proxy/render.js';
import type { ProxySettings } from '../../../src/proxy/settings.js';
import { readTemplate, site } from './site.js';

const render = (change: Partial<ProxySettings>): string => {
  const files = renderProxy({ ...site, ...change }, readTemplate);
  expect(files.map((file) => file.path)).toEqual(['site.conf']);
  return files[0]?.content ?? '';
};

describe('renderProxy', () => {
  test('without a certificate nothing speaks of TLS, and the site answers on port 80', () => {
    const text = render({ tls: false });
    expect(text).not.toMatch(/listen 443|ssl_certificate|listen [^;]*ssl|301|max-age/);
    expect(text).toContain('uwsgi_pass $edge_app;');
  });

  test('waits for a response for the time that is set, or a minute over uwsgi and two over http', () => {
    const times = (text: string) => [...new Set(text.match(/(?:proxy|uwsgi)_read_timeout \w+/g))].sort();
    expect(times(render({}))).toEqual(['proxy_read_timeout 120s', 'uwsgi_read_timeout 60s']);
    expect(times(render({ readSeconds: 600 }))).toEqual(['proxy_read_timeout 600s', 'uwsgi_read_timeout 600s']);
  });

  test('with a certificate port 80 redirects and the certificate is named after certbot', () => {
    const text = render({ certificateName: 'app.example.com-0001' });
    expect(text).toContain('return 301 https://$host$request_uri;');
    expect(text).toContain('/etc/letsencrypt/live/app.example.com-0001/privkey.pem;');
  });

  test('an upload that comes by http is redirected up to the same size that https takes', () => {
    const [redirecting = ''] = render({ maxBodySize: '7m' }).split('listen 443 ssl;');
    expect(redirecting).toContain('client_max_body_size 7m;');
  });

  test.each([
    { change: { hstsMaxAgeSeconds: 300 }, header: "'max-age=300'" },
    { change: { hstsMaxAgeSeconds: 0 }, header: "''" },
    { change: { hstsMaxAgeSeconds: 300, tls: false }, header: "''" },
  ])('Strict-Transport-Security for $change is $header', ({ change, header }) => {
    expect(render(change)).toContain(
      `map $upstream_http_strict_transport_security $edge_hsts {\n    ''      ${header};\n`,
    );
    expect(render(change)).not.toContain('includeSubDomains');
  });

  test('speaks each protocol that an app may speak, as the link says', () => {
    for (const pass of ['proxy_pass http://$edge_app;', 'proxy_pass https://$edge_app;', 'uwsgi_pass $edge_app;']) {
      expect(render({})).toContain(pass);
    }
  });

  test('takes the visitor’s address from proxies that are trusted, and from nobody else', () => {
    expect(render({})).not.toContain('real_ip');
    const trusting = render({ trustedProxies: ['10.0.0.0/16', '2001:db8::/32'] });
    expect(trusting).toContain(
      'set_real_ip_from 10.0.0.0/16;\nset_real_ip_from 2001:db8::/32;\nreal_ip_header X-Forwarded-For;\nreal_ip_recursive on;\n',
    );
  });

  test('leaves no placeholder and no Diffie-Hellman parameters', () => {
    expect(render({})).not.toMatch(/\{\{|\}\}|dhparam|stapling/);
  });

  test.each<Partial<ProxySettings>>([
    { names: [] },
    { names: ['a.example.com; return 200'] },
    { names: ['a.example.com b.example.com'] },
    { maxBodySize: '10m;\n' },
    { certificateName: 'a"b' },
  ])('refuses what nginx would read as something else: %j', (change) => {
    expect(() => render(change)).toThrow();
  });
});
