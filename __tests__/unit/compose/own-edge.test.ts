import { describe, expect, test } from '@jest/globals';
import { failure, read } from './reading.js';

describe('an app without an edge', () => {
  test('must have the service that the edge talks to', () => {
    const error = failure({ 'compose.yml': 'services:\n  web: {image: x}\n  db: {image: y}\n' });
    expect(error.code).toBe('compose-service-missing');
    expect(error.why).toContain('web, db');
    expect(read({ 'compose.yml': 'services:\n  web: {image: x}\n' }, { appService: 'web' }).kind).toBe('app');
  });

  test('must start it', () => {
    const error = failure({ 'compose.yml': 'services:\n  app: {image: x, profiles: [debug]}\n' });
    expect(error.what).toContain('is in a profile');
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
    const stack = read({ 'docker-compose-deploy.yml': built }, { appService: 'not-looked-at' });
    expect(stack.kind).toBe('whole');
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
