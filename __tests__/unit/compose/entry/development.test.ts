import { describe, expect, test } from '@jest/globals';
import { failure, read, type Files } from '../reading.js';

const CONFIG = "import laravel from 'laravel-vite-plugin';\nexport default { plugins: [laravel()] };\n";

const files = (node: string, more: Files = {}): Files => ({
  'compose.yaml': `services:
  web: {image: "nginx:1.27", ports: ["8000:80"], volumes: ["./site.conf:/etc/nginx/conf.d/default.conf"]}
  app: {image: "php:8.3-fpm"}
  node: {image: "node:22", ports: ["5173:5173"], ${node}}
`,
  'site.conf': 'server { listen 80; location / { fastcgi_pass app:9000; } }\n',
  'package.json': '{"scripts": {"dev": "vite --host", "both": "vite & node api.js"}}',
  'vite.config.js': CONFIG,
  ...more,
});

const started = (command: string): string => `working_dir: /app, volumes: [".:/app"], command: '${command}'`;

describe('a development server for the assets of another service’s pages', () => {
  test.each([
    'npm run dev',
    'sh -c "npm install && npm run dev"',
    'yarn dev --host',
    'npx vite --host',
    './bin/vite dev',
  ])('is not what visitors reach: %s', (command) => {
    expect(read(files(started(command))).entry.service).toBe('web');
  });

  test('is known by the folder that is mounted where it works', () => {
    const node = 'working_dir: /app/site, volumes: [".:/app"], command: npm run dev';
    const more = { 'site/vite.config.ts': CONFIG, 'site/package.json': '{"scripts": {"dev": "vite"}}' };
    expect(read(files(node, { ...more, 'vite.config.js': '' })).entry.service).toBe('web');
  });

  test.each([
    ['other programs are started with it', started('npm run both'), {}],
    ['another program goes on beside it', started('./start & ./bin/vite dev'), {}],
    ['it is built before the start', started('sh -c "bin/vite build && ./start"'), {}],
    ['a script is unknown', started('npm run start'), {}],
    ['it is started in another folder', started('sh -c "cd shop && npm run dev"'), {}],
    ['its pages are its own', started('npm run dev'), { 'vite.config.js': 'export default {};\n' }],
    ['package.json is broken', started('npm run dev'), { 'package.json': '{' }],
  ])('may be it where %s', (_, node, more) => {
    expect(failure(files(node, more)).why).toBe('2 services publish a port: web (80), node (5173)');
  });

  test.each(['./bin/webpack-dev-server', 'bundle exec bin/shakapacker-dev-server', 'bin/vite dev'])(
    'of Rails is known by its command alone: %s',
    (command) => {
      const text = `services:
  web: {build: ., command: puma, ports: ["3000:3000"]}
  assets: {build: ., command: ${command}, ports: ["3035:3035"]}
`;
      expect(read({ 'compose.yaml': text }).entry.service).toBe('web');
    },
  );

  test('is a site of its own where webpack starts it without Rails', () => {
    const text = 'services:\n  shop: {image: "node:22", command: npx webpack-dev-server, ports: ["8080:8080"]}\n';
    expect(read({ 'compose.yaml': text }).entry.service).toBe('shop');
  });
});

describe('a copy of a service for tests', () => {
  const twin = (name: string, build: string): Files => ({
    'compose.yaml': `services:
  web: {build: ., command: puma, ports: ["3000:3000"]}
  ${name}: {build: ${build}, command: puma -p 4000, ports: ["4000:4000"]}
`,
  });

  test('is not what visitors reach', () => {
    expect(read(twin('system-test-web', '.')).entry.service).toBe('web');
  });

  test.each([
    ['it is built from something else', 'test-site', './site'],
    ['its name says no such thing', 'latest', '.'],
  ])('is none where %s', (_, name, build) => {
    expect(failure(twin(name, build)).why).toBe(`2 services publish a port: web (3000), ${name} (4000)`);
  });
});
