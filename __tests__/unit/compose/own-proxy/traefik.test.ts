import { describe, expect, test } from '@jest/globals';
import { ruleFacts } from '../../../../src/compose/own-proxy/traefik/rule.js';
import { failure, read, type Files } from '../reading.js';

const FILE = `certificatesResolvers: {le: {acme: {httpChallenge: {entryPoint: web}}}}
http:
  routers:
    media: {rule: 'Host(\`a.example.org\`) && PathPrefix(\`/media/\`)', service: media, tls: {certResolver: le}}
    web: {rule: 'Host(\`a.example.org\`)', service: django, tls: {certResolver: le}}
  services:
    django: {loadBalancer: {servers: [{url: 'http://django:5000'}]}}
    media: {loadBalancer: {servers: [{url: 'http://nginx:80'}]}}
`;

const withFile: Files = {
  'compose.yaml': `services:
  nginx: {image: "nginx:1"}
  traefik: {image: "traefik:v3", ports: ["80:80", "443:443"], volumes: ["./traefik.yml:/etc/traefik/traefik.yml"]}
  django: {build: .}
`,
  'traefik.yml': FILE,
  Dockerfile: 'FROM python:3.12\nCMD ["gunicorn", "app", "--bind", "0.0.0.0:5000"]\n',
};

const labelled = (proxy: string, ...labels: readonly string[]): Files => ({
  'compose.yaml': `services:
  traefik: {image: "traefik:v3", ${proxy}}
  app: {image: me/app, labels: ${JSON.stringify(labels)}}
  media: {image: "nginx:1", labels: ["traefik.http.routers.media.rule=PathPrefix(\`/static/\`)"]}
`,
});
const RESOLVER = 'command: ["--certificatesresolvers.le.acme.tlschallenge=true"], ports: ["80:80", "443:443"]';

describe('the app behind a Traefik', () => {
  test('is the one of the router without a path, by a file', () => {
    expect(read(withFile).entry).toMatchObject({ service: 'django', ports: [5000] });
  });

  test('is the one of the router without a path, by labels', () => {
    const files = labelled(RESOLVER, 'traefik.http.routers.app.rule=Host(`a.example.org`)');
    expect(read(files).entry.service).toBe('app');
  });

  test('is no web server, where nothing shows what is passed to whom', () => {
    const text = 'services:\n  nginx: {image: "nginx:1"}\n  app: {image: me/app}\n  front: {image: "traefik:v3", ';
    const files = { 'compose.yaml': `${text}${RESOLVER}}\n` };
    expect(read(files).entry.service).toBe('app');
  });
});

describe('the names of a Traefik', () => {
  test('are those of a file, too', () => {
    expect(read(withFile).proxyFindings).toMatchObject([
      { kind: 'certified', names: ['a.example.org'], product: 'Traefik' },
    ]);
  });

  test('are not certified for a router without a resolver, whose rule is found', () => {
    const rule = 'Host(`127.0.0.1`) || Host(`localhost`)';
    const text = `services:
  traefik: {image: "traefik:v3", ${RESOLVER}}
  app: {image: me/app, labels: ["traefik.http.routers.app.rule=${rule}"]}
`;
    const place = 'label traefik.http.routers.app.rule of app';
    expect(read({ 'compose.yaml': text }).proxyFindings).toEqual([
      { kind: 'rules', names: ['127.0.0.1', 'localhost'], rules: [{ rule, place }] },
    ]);
  });

  test.each([
    ['Traefik makes rules itself', '"--providers.docker.defaultRule=Host(`b.example.org`)"', 'Host(`a.example.org`)'],
    ['a rule with a certificate is for a pattern', '"--log"', 'HostRegexp(`.+`)'],
  ])('are not known where %s', (_name, option, rule) => {
    const text = `services:
  traefik: {image: "traefik:v3", ports: ["80:80", "443:443"], command: ["--certificatesresolvers.le.acme.tlschallenge=true", ${option}]}
  app: {image: me/app, labels: ["traefik.http.routers.app.rule=${rule}", "traefik.http.routers.app.tls.certresolver=le"]}
`;
    expect(read({ 'compose.yaml': text }).proxyFindings).toEqual([]);
  });

  test('are found of one that is behind the bundled proxy', () => {
    const text = `services:
  traefik: {image: "traefik:v2.3", command: ["--providers.docker=true"], ports: ["80:80"]}
  app: {image: me/app, labels: ["traefik.http.routers.app.rule=Host(\`backend.localhost\`)"]}
`;
    expect(read({ 'compose.yaml': text }).proxyFindings).toMatchObject([
      { kind: 'rules', names: ['backend.localhost'] },
    ]);
  });

  test('are empty variables of its own routers, and not of labels for a Traefik elsewhere', () => {
    const app = '  app: {image: me/app, ports: ["8000:8000"], labels: ["traefik.http.routers.app.rule=Host(``)"]}\n';
    const traefik = '  traefik: {image: "traefik:v3", ports: ["80:80"]}\n';
    expect(read({ 'compose.yaml': `services:\n${traefik}${app}` }).proxyFindings).toEqual([
      { kind: 'blank', blank: [{ service: 'app', place: 'label traefik.http.routers.app.rule of app' }] },
    ]);
    expect(read({ 'compose.yaml': `services:\n${app}` }).proxyFindings).toEqual([]);
  });

  test('do not matter where one rule is for any name', () => {
    for (const rule of ['PathPrefix(`/`)', 'HostRegexp(`.+`)', 'Host(`${NAME}`)']) {
      const files = labelled('ports: ["80:80"]', `traefik.http.routers.app.rule=${rule.replace('$', '$$$$')}`);
      expect(read(files).proxyFindings).toEqual([]);
    }
  });
});

describe('a rule of Traefik', () => {
  test.each([
    ['Host(`a.example.org`)', ['a.example.org'], false],
    ['Host(`a.example.org`, `b.example.org`) && PathPrefix(`/api`)', ['a.example.org', 'b.example.org'], true],
    ['Host:a.example.org,b.example.org;PathPrefix:/api', ['a.example.org', 'b.example.org'], true],
    ['PathPrefix(`/`) && Method(`GET`)', [], false],
    ['HostRegexp(`{name:.+}`)', [], false],
    ['Host(`a.example.com`) && !PathPrefix(`/api`)', ['a.example.com'], false],
  ])('is read: %s', (rule, hosts, hasPath) => {
    expect(ruleFacts(rule)).toEqual({ hosts, hasPath });
  });
});

test('A dashboard of Traefik itself is no other service that it passes requests to', () => {
  const label = (name: string, more = '') =>
    `labels: ["traefik.http.routers.${name}.rule=Host(\`${name}.example.org\`)"${more}]`;
  const text = `services:
  traefik: {image: "traefik:v3", command: ["--entrypoints.web.address=:80"], ports: ["80:80", "443:443"], ${label('dashboard', ', "traefik.http.routers.dashboard.service=api@internal"')}}
  app: {image: me/app, ${label('app')}}
  api: {image: me/api, ${label('api')}}
`;
  const { hint } = failure({ 'compose.yaml': text });
  expect(hint).toContain('traefik also passes requests to api; without it');
});
