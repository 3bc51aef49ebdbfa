import { describe, expect, test } from '@jest/globals';
import { freshFacts, planOf } from '../../support/facts.js';
import { read, type Files } from '../compose/reading.js';

const PHP =
  'services:\n  web: {image: nginx, ports: ["80:80"], volumes: ["./site.conf:/etc/nginx/conf.d/default.conf"]}\n';
const CONF = 'server { listen 80; root /app/public; location ~ \\.php$ { fastcgi_pass app:9000; } }\n';
const app = (more: string) => `${PHP}  app: {image: "php:8.3-fpm", volumes: [".:/app"${more}}\n`;
const base = { 'site.conf': CONF, 'composer.json': '{}' };

const warnings = (
  files: Files,
  inputs: Parameters<typeof planOf>[1] = {},
  host: Parameters<typeof freshFacts>[0] = {},
) => {
  const facts = freshFacts(host);
  const made = planOf({ ...facts, repository: { ...facts.repository, stack: read(files) } }, inputs);
  return made.warnings.filter((line) => line.includes('does not track'));
};

describe('A mount of the repository over packages that the image has', () => {
  test('is a warning where git does not track them, with the command that installs them', () => {
    expect(warnings({ ...base, 'compose.yaml': app(']') })).toEqual([
      'compose.yaml mounts the repository at /app of app, and git does not track vendor: what the image has there is hidden, ' +
        'and its packages may be missing. Remove the mount, or add to the step:\nrelease-command: composer install --no-dev --no-interaction',
    ]);
  });

  test('is seen of a compose file in a folder, too', () => {
    const text = 'services:\n  app: {image: "node:22", command: npm start, ports: ["80:3000"], volumes: ["..:/app"]}\n';
    expect(warnings({ 'deploy/compose.yaml': text, 'package.json': '{}' })).toEqual([
      expect.stringContaining('mounts the repository at /app of app'),
    ]);
  });

  test.each<[string, Files]>([
    ['git tracks them', { ...base, 'compose.yaml': app(']'), vendor: '', 'vendor/autoload.php': '' }],
    [
      'a volume has them',
      { ...base, 'compose.yaml': app(', "packages:/app/vendor"]').concat('volumes: {packages: }\n') },
    ],
    [
      'the start command installs them',
      { ...base, 'compose.yaml': app('], command: sh -c "composer install && php-fpm"') },
    ],
    [
      'a script of the repository does',
      { ...base, 'compose.yaml': app('], command: /app/start.sh'), 'start.sh': 'composer install\nexec php-fpm\n' },
    ],
    ['the text of its script is not known', { ...base, 'compose.yaml': app('], command: /opt/start.sh') }],
    [
      'the mount is not where the image works',
      {
        'compose.yaml': 'services:\n  app: {build: ., ports: ["80:3000"], volumes: ["./web:/app/result"]}\n',
        Dockerfile: 'FROM node:22\nWORKDIR /app\nCMD ["npm", "start"]\n',
        'web/package.json': '{}',
      },
    ],
    ['it needs none', { 'site.conf': CONF, 'compose.yaml': app(']') }],
  ])('is none where %s', (_name, files) => {
    expect(warnings(files)).toEqual([]);
  });

  test('is none where a release command is given, and not once a release runs', () => {
    expect(warnings({ ...base, 'compose.yaml': app(']') }, { releaseCommand: 'composer install' })).toEqual([]);
  });

  test('hides node_modules, too', () => {
    const text = 'services:\n  app: {image: "node:22", command: npm start, ports: ["80:3000"], volumes: [".:/app"]}\n';
    expect(warnings({ 'compose.yaml': text, 'package.json': '{}' })).toEqual([
      expect.stringContaining('release-command: npm ci'),
    ]);
    const own = text.replace('".:/app"', '".:/app", "/app/node_modules"');
    expect(warnings({ 'compose.yaml': own, 'package.json': '{}' })).toEqual([]);
  });
});
