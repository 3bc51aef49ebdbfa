import { describe, expect, test } from '@jest/globals';
import { failure, read, type Files } from '../reading.js';

const entryOf = (files: Files) => read(files).entry;

/** A gateway and two services that publish ports too, as they are while somebody works on them. */
const gateway = (page: string, api: string, host: { page: string; api: string }): Files => ({
  'compose.yaml': `services:
  gateway: {image: "nginx:1.29", ports: ["8080:80"], volumes: ["./nginx.conf:/etc/nginx/conf.d/default.conf"]}
  page: ${page}
  api: ${api}
networks: {back: }
`,
  'nginx.conf': `server {
  location / { proxy_pass http://${host.page}:3000; }
  location /api/ { proxy_pass http://${host.api}:8000; }
}
`,
});

describe('a reverse proxy’s configuration may name a service', () => {
  test.each([
    [
      'by container_name',
      ', container_name: shop-page',
      ', container_name: shop-api',
      { page: 'shop-page', api: 'shop-api' },
    ],
    ['by hostname', ', hostname: front.internal', '', { page: 'front.internal', api: 'api' }],
    [
      'by an alias of a network',
      ', networks: {back: {aliases: [www]}}',
      ', networks: {back: {aliases: [rest]}}',
      { page: 'www', api: 'rest' },
    ],
  ] as const)('%s', (_, page, api, hosts) => {
    const files = gateway(
      `{image: me/page, ports: ["3000:3000"]${page}}`,
      `{image: me/api, ports: ["8000:8000"]${api}}`,
      hosts,
    );
    expect(entryOf(files)).toMatchObject({
      service: 'gateway',
      because: expect.stringContaining('is the reverse proxy of the other services') as unknown,
    });
  });

  test('by the alias of its own link', () => {
    const files = gateway('{image: me/page, ports: ["3000:3000"]}', '{image: me/api, ports: ["8000:8000"]}', {
      page: 'front',
      api: 'back',
    });
    const linked =
      files['compose.yaml']?.replace('ports: ["8080:80"]', 'ports: ["8080:80"], links: ["page:front", "api:back"]') ??
      '';
    expect(entryOf({ ...files, 'compose.yaml': linked }).service).toBe('gateway');
    expect(failure(files).code).toBe('entry-unclear');
  });

  test('by a variable of its own, of the compose file or of its Dockerfile', () => {
    const compose = `services:
  proxy: {build: ./proxy, ports: ["8080:80"], environment: {APP_PORT: "8000"}}
  app: {image: me/app, ports: ["8000:8000"]}
`;
    const files = {
      'compose.yaml': compose,
      'proxy/Dockerfile':
        'FROM nginxinc/nginx-unprivileged\nENV APP_HOST=app\nCOPY default.conf.tpl /etc/nginx/default.conf.tpl\nCOPY app.conf /etc/nginx/templates/\n',
      'proxy/app.conf': 'server { location / { uwsgi_pass ${APP_HOST}:${APP_PORT}; } }\n',
    };
    expect(entryOf(files).service).toBe('proxy');
  });

  test('in an upstream without a port, or in a config that the compose file holds', () => {
    const compose = `services:
  proxy: {image: nginx, ports: ["8080:80"], configs: [{source: site, target: /etc/nginx/conf.d/default.conf}]}
  app: {image: me/app, ports: ["8000:8000"]}
configs:
  site:
    content: |
      upstream backend { server app; }
      server { location / { proxy_pass http://backend; } }
`;
    expect(entryOf({ 'compose.yaml': compose }).service).toBe('proxy');
  });

  test('and does not mean a service by the name of its own upstream', () => {
    const files = gateway('{image: me/page, ports: ["3000:3000"]}', '{image: me/api, ports: ["8000:8000"]}', {
      page: 'page',
      api: 'page',
    });
    const conf = 'upstream api { server page:3000; }\nserver { location / { proxy_pass http://api; } }\n';
    expect(failure({ ...files, 'nginx.conf': conf }).code).toBe('entry-unclear');
  });

  test.each(['/proxy/conf/*', 'proxy/conf/*.tpl', './proxy/conf/'])(
    'where its Dockerfile copies %s from the whole repository',
    (source) => {
      const compose = `services:
  front: {build: {context: ., dockerfile: proxy/Dockerfile}, ports: ["8080:80"]}
  app: {image: me/app, ports: ["8000:8000"]}
`;
      const files = {
        'compose.yaml': compose,
        'proxy/Dockerfile': `FROM nginx\nCOPY ${source} /etc/nginx/\n`,
        'proxy/conf/site.conf.tpl':
          'upstream up { server app:8000; }\nserver { location / { proxy_pass http://up; } }\n',
      };
      expect(entryOf(files).service).toBe('front');
    },
  );

  test('where the file has another name in the repository', () => {
    const compose = `services:
  front: {image: "traefik:v3", ports: ["80:80", "443:443"], volumes: ["./proxy.dns.yml:/etc/traefik/traefik.yml"]}
  app: {image: me/app}
`;
    const own = read({ 'compose.yaml': compose, 'proxy.dns.yml': 'certificatesResolvers:\n  le: {acme: {}}\n' });
    expect(own.ownProxy).toMatchObject({ kind: 'acme', proxy: 'front' });
  });
});

describe('links', () => {
  test('count as what a service depends on: an API at port 80 that a page links is not the entry for certain', () => {
    const compose = (how: string) => `services:
  api: {image: me/api, ports: ["80:80"]}
  page: {image: me/page, ports: ["3000:3000"]${how}}
`;
    expect(failure({ 'compose.yaml': compose(', links: ["api:backend"]') }).why).toContain('2 services publish a port');
    expect(entryOf({ 'compose.yaml': compose('') }).service).toBe('api');
  });

  test('count where nothing is published: the one that all others stand behind is found', () => {
    const compose = 'services:\n  api: {image: me/api}\n  page: {image: me/page, links: [api]}\n';
    expect(entryOf({ 'compose.yaml': compose }).because).toContain('page depends on all others');
  });
});

describe('labels for a reverse proxy elsewhere', () => {
  const app = (labels: string) => `services:
  app: {image: me/app, labels: ${labels}}
  helper: {image: me/helper}
`;

  test.each([
    [
      'Traefik',
      '["traefik.http.routers.a.rule=Host(`a.example`)", "traefik.http.services.a.loadbalancer.server.port=3000"]',
    ],
    ['caddy-docker-proxy', '{caddy: a.example, caddy.reverse_proxy: "{{upstreams 3000}}"}'],
  ])('of %s lead to the entry, and name its port', (_, labels) => {
    expect(entryOf({ 'compose.yaml': app(labels) })).toMatchObject({ service: 'app', ports: [3000] });
  });

  test('of caddy-docker-proxy that only redirect another name lead to nothing', () => {
    const redirect =
      '  redirect: {image: me/idle, labels: {caddy: www.a.example, caddy.redir: "https://a.example{uri}"}}\n';
    const text = `${app('{caddy: a.example, caddy.reverse_proxy: "{{upstreams 3000}}"}')}${redirect}`;
    expect(entryOf({ 'compose.yaml': text })).toMatchObject({ service: 'app', ports: [3000] });
  });

  test('of nginx-proxy are variables', () => {
    const text =
      'services:\n  app: {image: me/app, environment: {VIRTUAL_HOST: a.example, VIRTUAL_PORT: "3000"}}\n  helper: {image: me/helper}\n';
    expect(entryOf({ 'compose.yaml': text })).toMatchObject({ service: 'app', ports: [3000] });
  });

  test('that lead to two services are asked about', () => {
    const text = app('["traefik.http.routers.a.rule=Host(`a.example`)"]').replace(
      'me/helper',
      'me/helper, labels: ["traefik.http.routers.b.rule=Host(`a.example`) && PathPrefix(`/api`)"]',
    );
    expect(failure({ 'compose.yaml': text }).why).toBe(
      'labels for a reverse proxy lead visitors to 2 services: app, helper',
    );
  });
});

describe('addresses in the environment', () => {
  const two = (page: string, api = '') => `services:
  page: {image: me/page, ports: ["3000:3000"], environment: {${page}}}
  api: {image: me/api, ports: ["8000:8000"], environment: {${api}}}
`;

  test('of the other service inside the project make it the one in front', () => {
    expect(entryOf({ 'compose.yaml': two('API_URL: "http://api:8000/v1"') })).toMatchObject({
      service: 'page',
      because: expect.stringMatching(/^taken for the entry: page calls the other services/) as unknown,
    });
    expect(entryOf({ 'compose.yaml': two('API_HOST: api') }).service).toBe('page');
  });

  test.each([
    ['it sends browsers to the other one', two('API_URL: "http://api:8000", NEXT_PUBLIC_API: "http://localhost:8000"')],
    ['only the pages know the address', two('VITE_API_URL: "http://api:8000"')],
    [
      'it is told where the pages are',
      two('X: y', 'FRONTEND_URL: "http://page:3000", CORS_ORIGIN: "http://page:3000"'),
    ],
    ['both know each other', two('API_URL: "http://api:8000"', 'RENDERER: "http://page:3000"')],
  ])('decide nothing where %s', (_, text) => {
    expect(failure({ 'compose.yaml': text }).code).toBe('entry-unclear');
  });

  test('may be in the configuration of a server of pages', () => {
    const compose =
      'services:\n  web: {build: ./web, ports: ["3000:3000"]}\n  api: {image: me/api, ports: ["8000:8000"]}\n';
    const files = {
      'compose.yaml': compose,
      'web/Dockerfile': 'FROM node:22\nCMD npm start\n',
      'web/next.config.mjs':
        'export default { rewrites: () => [{ source: "/api/:p*", destination: "http://api:8000/:p*" }] };\n',
    };
    expect(entryOf(files).service).toBe('web');
  });
});
