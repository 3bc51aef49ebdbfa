import { describe, expect, test } from '@jest/globals';
import { failure, read } from './reading.js';

describe('an app without an edge', () => {
  test('must start the service that app-service names', () => {
    const text = 'services:\n  web: {image: x}\n  db: {image: y}\n  debug: {image: z, profiles: [tools]}\n';
    for (const appService of ['site', 'debug']) {
      const error = failure({ 'compose.yml': text }, { appService });
      expect(error).toMatchObject({ code: 'compose-service-missing', why: 'It starts: web, db' });
    }
    expect(read({ 'compose.yml': text }, { appService: 'web' }).entry).toMatchObject({ service: 'web', ports: [] });
  });

  test('is asked about where two services may be its page, with the lines to add', () => {
    const text = 'services:\n  page: {image: x, ports: ["3000:3000"]}\n  api: {image: y, ports: ["8000:80"]}\n';
    const error = failure({ 'compose.yml': text });
    expect(error.code).toBe('entry-unclear');
    expect(error.why).toContain('page (3000), api (80)');
    expect(error.hint).toContain('  app-service: page\n  app-port: 3000\n');
  });

  test('is a stack with a proxy that speaks HTTP only: ours stands in front of it', () => {
    const text = 'services:\n  app: {image: x}\n  proxy: {image: nginx, ports: ["80:80"]}\n';
    expect(read({ 'compose.yml': text })).toMatchObject({
      kind: 'app',
      entry: { service: 'proxy', ports: [80], because: 'proxy publishes port 80; port 80: it is published as port 80' },
    });
  });

  test('is no whole stack for publishing 80 only in a profile', () => {
    const text = 'services:\n  app: {image: x}\n  proxy: {image: nginx, ports: ["80:80"], profiles: [edge]}\n';
    expect(read({ 'compose.yml': text })).toMatchObject({ kind: 'app', ownProxy: undefined });
  });
});

describe('a whole stack', () => {
  /** The common layout: nginx and certbot are built from folders, named volumes hold certificates and the challenge. */
  const built = `services:
  app: {build: ., environment: ["X=\${X}"]}
  proxy:
    build: {context: ./docker/proxy}
    depends_on: [app]
    ports: ["80:80", "443:443"]
    volumes: ["web:/vol/www", "params:/vol/proxy", "certs:/etc/letsencrypt"]
  certbot:
    build: {context: ./docker/certbot}
    command: echo "Skipping..."
    volumes: ["web:/vol/www", "certs:/etc/letsencrypt/"]
    depends_on: [proxy]
volumes: {web: , params: , certs: }
`;

  test('has an edge of its own', () => {
    const stack = read({ 'docker-compose-deploy.yml': built }, {});
    expect(stack).toMatchObject({ kind: 'whole', entry: { service: 'app' } });
    expect(stack.ownProxy).toEqual({
      proxy: 'proxy',
      certbot: 'certbot',
      certificateVolume: 'certs',
      certificateVolumeName: undefined,
      certificatePath: '/etc/letsencrypt',
      webroot: { certbot: '/vol/www', proxy: '/vol/www' },
    });
  });

  test('may give its volumes names, mount them elsewhere, and bind the webroot', () => {
    const text = `services:
  nginx:
    image: nginx
    ports: [{target: 443, published: "443"}]
    volumes: ["le:/etc/nginx/certs:ro", "./shared:/x", "./acme:/usr/share/acme:ro"]
  renewer:
    image: certbot/certbot
    volumes: ["./shared:/x", "./acme:/var/lib/acme", {type: volume, source: le, target: /etc/letsencrypt}]
volumes: {le: {name: site-certificates}}
`;
    expect(read({ 'compose.yml': text }).ownProxy).toEqual({
      proxy: 'nginx',
      certbot: 'renewer',
      certificateVolume: 'le',
      certificateVolumeName: 'site-certificates',
      certificatePath: '/etc/nginx/certs',
      webroot: { certbot: '/var/lib/acme', proxy: '/usr/share/acme' },
    });
  });

  test('may be without certbot, or keep certificates in a folder', () => {
    const caddy = 'services:\n  caddy: {image: "caddy:2", ports: ["80:80", "443:443"]}\n';
    expect(read({ 'compose.yml': caddy }).ownProxy).toMatchObject({
      proxy: 'caddy',
      certbot: undefined,
      certificateVolume: undefined,
    });
    const bound = `services:
  nginx: {image: nginx, ports: ["80:80"], volumes: ["./data/conf:/etc/letsencrypt", "./data/www:/var/www/certbot"]}
  certbot: {image: certbot/certbot, volumes: ["./data/conf:/etc/letsencrypt", "./data/www:/var/www/certbot"]}
`;
    expect(read({ 'compose.yml': bound }).ownProxy).toMatchObject({
      certbot: 'certbot',
      certificateVolume: undefined,
      certificatePath: '/etc/letsencrypt',
      webroot: { certbot: '/var/www/certbot', proxy: '/var/www/certbot' },
    });
  });

  test('may be on the network of the host', () => {
    expect(read({ 'compose.yml': 'services:\n  web: {image: "nginx:1.29", network_mode: host}\n' }).kind).toBe('whole');
  });
});
