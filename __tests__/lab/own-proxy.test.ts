import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cleanHost } from '../../lab/clean-host.js';
import { dockerHost } from '../../lab/docker-host.js';
import { acme } from '../../lab/acme-server.js';
import { fetchFromOutside } from '../../lab/outside.js';
import { LabStack, planSteps } from '../support/lab-stack.js';

/* Stacks that bring a reverse proxy of their own, as people copy them. */
const minutes = 60_000;

const dockerfile = 'FROM python:3.12-slim\nWORKDIR /app\nCOPY app.py .\nCMD ["python", "app.py"]\n';
const page = (text: string): string => `from http.server import BaseHTTPRequestHandler, HTTPServer
class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"${text} over " + self.headers.get("X-Forwarded-Proto", "-").encode())
HTTPServer(("", 8000), Page).serve_forever()
`;

beforeAll(async () => {
  await cleanHost(dockerHost);
}, 2 * minutes);

async function removeContainers(stack: LabStack): Promise<void> {
  await stack.onHost('ids=$(docker ps -aq); [ -z "$ids" ] || docker rm -f $ids >/dev/null');
  await stack.close();
}

/** The most copied layout; the app has this address, so that it can be given another. Compose 2.26 restarts what depends on a recreated service. */
const compose = (address: string): string => `services:
  app:
    build: .
    networks: {default: {ipv4_address: ${address}}}
  nginx:
    image: nginx:1.29-alpine
    restart: unless-stopped
    volumes: ["./data/nginx:/etc/nginx/conf.d", "./data/certbot/conf:/etc/letsencrypt", "./data/certbot/www:/var/www/certbot"]
    ports: ["80:80", "443:443"]
    command: "/bin/sh -c 'until getent hosts app; do sleep 0.2; done; while :; do sleep 6h & wait $\${!}; nginx -s reload; done & nginx -g \\"daemon off;\\"'"
  certbot:
    image: certbot/certbot
    restart: unless-stopped
    volumes: ["./data/certbot/conf:/etc/letsencrypt", "./data/certbot/www:/var/www/certbot"]
    entrypoint: "/bin/sh -c 'trap exit TERM; while :; do sleep 12h & wait $\${!}; certbot renew; done'"
networks: {default: {ipam: {config: [{subnet: 10.77.0.0/24}]}}}
`;

describe('nginx and certbot in folders, whose certificate does not exist yet', () => {
  const stack = new LabStack('copied', dockerHost);
  const certificate = '/etc/letsencrypt/live/copied.lab.test';
  const files = {
    Dockerfile: dockerfile,
    'app.py': page('first'),
    'data/nginx/app.conf': `server {
    listen 80;
    server_name copied.lab.test;
    location /.well-known/acme-challenge/ { root /var/www/certbot; }
    location / { return 301 https://$host$request_uri; }
}
server {
    listen 443 ssl;
    server_name copied.lab.test;
    ssl_certificate ${certificate}/fullchain.pem;
    ssl_certificate_key ${certificate}/privkey.pem;
    location / { proxy_pass http://app:8000; proxy_set_header X-Forwarded-Proto $scheme; }
}
`,
    'docker-compose.yml': compose('10.77.0.10'),
  };

  beforeAll(async () => await stack.open(files), 2 * minutes);
  afterAll(async () => await removeContainers(stack), minutes);

  test(
    'serve HTTPS after the first deploy, and leave no certificate but the real one',
    async () => {
      const result = await stack.deploy();
      expect(result.log).not.toMatch(/^\s*Error:/m);
      expect(result.exitCode).toBe(0);
      const { status, body, certificate: served } = await fetchFromOutside('https://copied.lab.test/');
      expect({ status, body, names: served?.names }).toEqual({
        ...{ status: 200, body: 'first over https', names: ['copied.lab.test'] },
      });
      expect(await stack.onHost(`ls ${stack.root}/shared/data/certbot/conf/live | grep -v README`)).toBe(
        'copied.lab.test',
      );
      const renewal = await stack.onHost(`cat ${stack.root}/shared/data/certbot/conf/renewal/copied.lab.test.conf`);
      expect(renewal).toMatch(/^authenticator = webroot\nwebroot_path = \/var\/www\/certbot,$/m);
    },
    5 * minutes,
  );

  test(
    'are left alone when nothing changed',
    async () => {
      const before = await stack.onHost('docker ps -q --no-trunc | sort');
      const again = await stack.deploy();
      expect(planSteps(again)).toEqual([]);
      expect(await stack.onHost('docker ps -q --no-trunc | sort')).toBe(before);
    },
    2 * minutes,
  );

  test(
    'pass requests to the new app when it has another address, without a restart of nginx',
    async () => {
      const started = await stack.onHost('docker inspect --format "{{.State.StartedAt}}" copied-nginx-1');
      await stack.change({ 'app.py': page('changed') });
      await stack.change({ 'docker-compose.yml': compose('10.77.0.20') });
      const result = await stack.deploy();
      expect(result.log).toContain('nginx resolves the names of recreated services again');
      expect(result.exitCode).toBe(0);
      const { status, body } = await fetchFromOutside('https://copied.lab.test/');
      expect({ status, body }).toEqual({ status: 200, body: 'changed over https' });
      expect(await stack.onHost('docker inspect --format "{{.State.StartedAt}}" copied-nginx-1')).toBe(started);
    },
    4 * minutes,
  );
});

describe('Caddy, which requests its certificate itself', () => {
  const stack = new LabStack('own-acme', dockerHost, {
    env: `DOMAIN=own-acme.lab.test\nACME_SERVER=${acme.directory}\n`,
  });

  beforeAll(
    async () =>
      await stack.open({
        Dockerfile: dockerfile,
        'app.py': page('behind Caddy'),
        Caddyfile: '{\n    acme_ca {$ACME_SERVER}\n}\n{$DOMAIN} {\n    reverse_proxy app:8000\n}\n',
        'compose.yaml': `services:
  app: {build: .}
  caddy:
    image: caddy:2
    environment: [DOMAIN, ACME_SERVER]
    ports: ["80:80", "443:443"]
    volumes: ["./Caddyfile:/etc/caddy/Caddyfile:ro", "caddy_data:/data"]
volumes: {caddy_data: }
`,
      }),
    2 * minutes,
  );
  afterAll(async () => await removeContainers(stack), minutes);

  test(
    'is run as it is and waited for, and nothing of ours renews its certificate',
    async () => {
      const result = await stack.deploy();
      expect(result.log).not.toMatch(/^\s*Error:/m);
      expect(result.exitCode).toBe(0);
      expect(planSteps(result).map(({ kind }) => kind)).not.toContain('certify');
      const { status, body } = await fetchFromOutside('https://own-acme.lab.test/');
      expect({ status, body }).toEqual({ status: 200, body: 'behind Caddy over https' });
      expect(await stack.onHost('docker ps --format "{{.Names}}" | sort | tr "\\n" " "')).toBe(
        'own-acme-app-1 own-acme-caddy-1',
      );
      expect(await stack.onHost('crontab -u ec2-user -l 2>/dev/null | grep -c "(own-acme)" || true')).toBe('0');
      expect(planSteps(await stack.deploy())).toEqual([]);
    },
    5 * minutes,
  );
});
