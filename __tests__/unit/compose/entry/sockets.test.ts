import { expect, test } from '@jest/globals';
import { read, failure } from '../reading.js';

const SHARED = 'sockets:/app/tmp/sockets';

const files = (pass: string, { app = SHARED, front = SHARED, more = '' } = {}) => ({
  'compose.yaml': `services:
  app: {build: ., command: puma, ports: ["3000:3000"], volumes: ["${app}"]}
  front: {image: "nginx:1.27", ports: ["80:80"], volumes: ["./site.conf:/etc/nginx/conf.d/default.conf", "${front}"]}
${more}
volumes: {sockets: {}}
`,
  'site.conf': `upstream rails { server unix:///app/tmp/sockets/puma.sock; }\nserver { listen 80; location / { ${pass}; } }\n`,
});

test.each([
  'proxy_pass http://rails',
  'proxy_pass http://unix:/app/tmp/sockets/puma.sock',
  'uwsgi_pass unix:///app/tmp/sockets/puma.sock',
])('A web server is the entry before the only service that has the folder of its socket: %s', (pass) => {
  const { entry, commandService } = read(files(pass));
  expect([entry.service, commandService]).toEqual(['front', 'app']);
});

test('The folder of the socket may be one of the repository, which another service has mounted as a whole', () => {
  const { entry } = read(files('proxy_pass http://rails', { app: '.:/app', front: './tmp/sockets:/app/tmp/sockets' }));
  expect(entry.service).toBe('front');
});

test('A worker that has the folder too is not what listens at the socket', () => {
  const more = `  jobs: {build: ., command: sidekiq, volumes: ["${SHARED}"]}`;
  expect(read(files('proxy_pass http://rails', { more })).entry.service).toBe('front');
});

test.each([
  ['none has the folder', { app: '.:/app' }],
  ['two have it', { more: `  api: {build: ., command: puma -C api.rb, volumes: ["${SHARED}"]}` }],
])('It stays unclear what listens at the socket where %s', (_, other) => {
  expect(failure(files('proxy_pass http://rails', other)).why).toBe(
    '2 services publish a port: app (3000), front (80)',
  );
});
