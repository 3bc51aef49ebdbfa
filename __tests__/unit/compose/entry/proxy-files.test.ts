import { expect, test } from '@jest/globals';
import { read } from '../reading.js';

test('a configuration of Traefik is known by its place in the image', () => {
  const stack = read({
    'compose.yaml':
      'services:\n  traefik: {build: {context: ., dockerfile: Dockerfile.traefik}, ports: ["80:80", "443:443"]}\n  web: {image: me/app, expose: ["80"]}\n',
    'Dockerfile.traefik': 'FROM traefik:v2.9\nCOPY ./proxy.production /etc/traefik/traefik.toml\n',
    'proxy.production': '[certificatesResolvers.le.acme]\n  email = "a@example.com"\n',
  });
  expect(stack.ownProxy).toMatchObject({ kind: 'acme', proxy: 'traefik' });
});

test.each(['/etc/nginx/conf.d/site', '/etc/nginx/templates/x.conf.template'])(
  'a file of any name that goes to %s configures nginx, with its variables filled in',
  (place) => {
    const stack = read({
      'compose.yaml': `services:
  front: {image: "nginx:1", ports: ["80:80"], volumes: ["./site.production:${place}"], environment: {UPSTREAM: app}}
  app: {image: me/app}
`,
      'site.production':
        'server { listen 80; server_name a.example.org; location / { proxy_pass http://${UPSTREAM}:8000; } }\n',
    });
    expect(stack.proxyFindings).toMatchObject([{ kind: 'names', names: ['a.example.org'], file: 'site.production' }]);
    expect(stack.entry.service).toBe('front');
  },
);
