import { describe, expect, test } from '@jest/globals';
import { failure, read, type Files } from './reading.js';

const APP = 'services:\n  app: {image: me/app, ports: ["80:8000"]}\n  db: {image: "postgres:17"}\n';
const PROD = 'services:\n  app: {restart: always}\n';

describe('A repository without compose files at its root', () => {
  test('is deployed from the only folder that has some', () => {
    const { composeFiles, composeBecause } = read({ 'deploy/compose.yaml': APP, 'README.md': '' });
    expect(composeFiles).toEqual(['deploy/compose.yaml']);
    expect(composeBecause).toBe('no other folder has compose files');
    expect(read({ 'infra/docker/docker-compose.yml': APP }).composeFiles).toEqual(['infra/docker/docker-compose.yml']);
  });

  test('has them chosen there as at the root', () => {
    const files = { 'infra/docker-compose.yml': APP, 'infra/docker-compose.prod.yml': PROD };
    expect(read(files).composeFiles).toEqual(['infra/docker-compose.yml', 'infra/docker-compose.prod.yml']);
  });

  test.each<[string, Files]>([
    ['two folders have some', { 'a/compose.yaml': APP, 'b/compose.yaml': APP }],
    ['one at the root has another name', { 'a/compose.yaml': APP, 'local.yml': APP }],
    ['the folder is for tests', { 'tests/compose.yaml': APP }],
    ['the folder is that of examples', { 'examples/app/compose.yaml': APP }],
    ['the folder has the API and another one the pages', { 'api/compose.yaml': APP, 'frontend/package.json': '{}' }],
    ['nothing there serves HTTP', { 'deploy/compose.yaml': 'services:\n  db: {image: "postgres:17"}\n' }],
    ['its .env names other files', { 'deploy/compose.yaml': APP, 'deploy/.env': 'COMPOSE_FILE=a.yml:b.yml\n' }],
  ])('is refused with the lines to choose from where %s', (_name, files) => {
    const { code, hint } = failure(files);
    expect(code).toBe('nothing-to-deploy');
    expect(hint).toMatch(/^(?:working-directory|compose-file): /m);
  });

  test('is deployed from the folder of the API where that builds the pages, too', () => {
    const api = 'services:\n  api: {build: ., ports: ["8000:8000"]}\n  page: {build: ../frontend, ports: ["80:80"]}\n';
    expect(read({ 'backend/compose.yaml': api, 'frontend/package.json': '{}' }).composeFiles).toEqual([
      'backend/compose.yaml',
    ]);
  });

  test('is refused with the files of unusual names that a script for deploying starts', () => {
    const files = { 'local.yml': APP, 'docker/compose.site.yml': APP, 'docker/compose.db.yml': APP };
    const script = {
      'scripts/deploy.sh': 'file() { echo "docker/compose.site.yml"; }\ndocker compose -f $(file) up -d\n',
    };
    expect(failure({ ...files, ...script }).hint).toMatch(
      /compose-file: local\.yml\ncompose-file: docker\/compose\.site\.yml$/,
    );
  });

  test('has one with a byte order mark named, too', () => {
    expect(failure({ 'stack.yml': `\uFEFF${APP}` }).hint).toContain('compose-file: stack.yml');
  });

  test('has one with a banner of comments read at once', () => {
    const banner = `services:\n  ${'#'.repeat(200)}\n  ${'# '.repeat(100)}\n  app: {image: x}\n`;
    expect(failure({ 'stack.yml': banner }).hint).toContain('compose-file: stack.yml');
  });

  test('is not said to have one in a blueprint of Render, whose services are a list', () => {
    const { hint } = failure({ 'render.yaml': 'services:\n  - type: web\n    name: app\n' });
    expect(hint).not.toContain('render.yaml');
  });
});

describe('A compose file for production in a folder for deployments', () => {
  const prod = 'services:\n  caddy: {image: "caddy:2", ports: ["80:80"]}\n  web: {image: me/web}\n';

  test('is asked about next to one of the usual name at the root', () => {
    const { code, what, hint } = failure({ 'docker-compose.yml': APP, 'deploy/docker-compose.prod.yml': prod });
    expect(code).toBe('compose-file-unclear');
    expect(what).toBe(
      'The files do not show whether docker-compose.yml or deploy/docker-compose.prod.yml is for production',
    );
    expect(hint).toContain('  compose-file: deploy/docker-compose.prod.yml\nor\n  compose-file: docker-compose.yml');
  });

  test('is asked about at the root, too, under a name that is not usual', () => {
    const { what } = failure({ 'docker-compose.yml': APP, 'docker-compose.yml.production-example': prod });
    expect(what).toContain('whether docker-compose.yml or docker-compose.yml.production-example is for production');
  });

  test('is not asked about where a workflow starts the one at the root', () => {
    const workflow =
      'jobs:\n  deploy:\n    runs-on: self-hosted\n    steps:\n      - uses: actions/checkout@v5\n      - run: docker compose up -d\n';
    const files = { '.github/workflows/deploy.yml': workflow, 'docker-compose.yml': APP };
    expect(read({ ...files, 'deploy/docker-compose.prod.yml': prod }).composeFiles).toEqual(['docker-compose.yml']);
  });

  test.each<[string, Files]>([
    ['the root has one for production too', { 'docker-compose.prod.yml': APP, 'deploy/docker-compose.prod.yml': prod }],
    ['it only overrides', { 'deploy/docker-compose.prod.yml': 'services:\n  app: {restart: always}\n' }],
    ['the folder is a part of the app', { 'billing/docker-compose.prod.yml': prod }],
    ['it has no site', { 'deploy/docker-compose.prod.yml': 'services:\n  db: {image: "postgres:17"}\n' }],
  ])('is not asked about where %s', (_name, files) => {
    expect(read({ 'docker-compose.yml': APP, ...files }).composeFiles[0]).toMatch(/^docker-compose/);
  });
});

describe('A Dockerfile at the root', () => {
  const dockerfile = { Dockerfile: 'FROM python:3.12\nCMD ["gunicorn", "shop.wsgi"]\n' };
  const one = (more: string) => `services:\n  app: {image: me/app, ports: ["80:8000"]${more}}\n`;

  test('is not deployed alone where the only compose file, in a folder, keeps data', () => {
    const files = { ...dockerfile, 'deploy/compose.yaml': `${one(', volumes: ["data:/data"]')}volumes: {data: }\n` };
    expect(failure(files).hint).toContain('compose-file: deploy/compose.yaml');
    expect(read({ ...dockerfile, 'deploy/compose.yaml': one('') }).kind).toBe('dockerfile');
  });
});

describe('A compose file in a folder that the README names', () => {
  const dockerfile = { Dockerfile: 'FROM python:3.12\nCMD ["gunicorn", "shop.wsgi"]\n' };
  const files = {
    ...dockerfile,
    docker: '',
    'docker/compose': '',
    'docker/compose/postgres.yml': APP,
    'docker/compose/sqlite.yml': APP,
  };

  test.each(['Copy docker/compose/postgres.yml.\n', 'See [these files](./docker/compose).\n'])(
    'is offered next to the Dockerfile alone: %s',
    (text) => {
      const { code, hint } = failure({ ...files, 'README.md': text });
      expect(code).toBe('compose-file-unclear');
      expect(hint).toContain('compose-file: docker/compose/postgres.yml');
      expect(hint).toContain('dockerfile: Dockerfile');
    },
  );

  test('is not, where it is for development or for tests', () => {
    const text = { 'README.md': 'docker/compose.dev.yml or docker/compose-test.yml\n' };
    expect(read({ ...dockerfile, ...text, 'docker/compose.dev.yml': APP, 'docker/compose-test.yml': APP }).kind).toBe(
      'dockerfile',
    );
  });
});

describe('Folders with compose files', () => {
  test('for tests do not count next to one of a site, also if only they build something', () => {
    const built = 'services:\n  web: {build: .., ports: ["80:8000"]}\n';
    expect(read({ 'tests/compose.yaml': built, 'deploy/compose.yaml': APP }).composeFiles).toEqual([
      'deploy/compose.yaml',
    ]);
  });

  test('of which one builds the site and the others run images of others are no question', () => {
    const built = 'services:\n  web: {build: .., ports: ["80:8000"]}\n';
    const images = 'services:\n  srs: {image: "ossrs/srs:6", ports: ["8080:8080"]}\n';
    expect(read({ 'infra/compose.yaml': built, 'infra/srs/compose.yaml': images }).composeFiles).toEqual([
      'infra/compose.yaml',
    ]);
  });
});

describe('A file for everyday work with nothing but databases and tools', () => {
  const root = { 'docker-compose.yml': 'services:\n  db: {image: postgres}\n  mail: {image: mailhog/mailhog}\n' };

  test('is no reason to ask about the only production file in a folder', () => {
    const { composeFiles, composeBecause } = read({ ...root, 'deploy/docker-compose.prod.yml': APP });
    expect(composeFiles).toEqual(['deploy/docker-compose.prod.yml']);
    expect(composeBecause).toBe('no service of docker-compose.yml serves visitors');
  });

  test('leaves the choice between two of them', () => {
    const two = { 'deploy/docker-compose.prod.yml': APP, 'infra/docker-compose.prod.yml': APP };
    expect(failure({ ...root, ...two }).code).toBe('compose-file-unclear');
  });
});

test('A project that mounts the folder above its own is suggested by its file, since a folder alone would not have it', () => {
  const app = 'services:\n  app: {image: me/app, ports: ["80:80"], volumes: ["..:/var/www"]}\n';
  const { hint } = failure({ '.docker/docker-compose.yaml': app });
  expect(hint).toContain('compose-file: .docker/docker-compose.yaml');
});
