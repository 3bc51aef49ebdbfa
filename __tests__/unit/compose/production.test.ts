import { describe, expect, test } from '@jest/globals';
import { failure, read, type Files } from './reading.js';

const WEB = 'image: shop/web, restart: always';
const DB = '  db: {image: postgres, volumes: ["data:/var/lib/postgresql/data"]}\nvolumes: {data: {}}\n';
const BASE = `services:\n  web: {build: ., depends_on: [db]}\n${DB}`;

type Options = Parameters<typeof read>[1];

const used = (base: string, prod: string, more: Files = {}, options: Options = {}): string => {
  const files = { 'compose.yaml': base, 'compose.prod.yaml': prod, ...more };
  const { composeFiles, composeBecause } = read(files, { appService: 'web', ...options });
  return `${composeFiles.length === 2 ? 'both' : (composeFiles[0] ?? '')}: ${composeBecause}`;
};
const question = (base: string, prod: string, more: Files = {}, options: Options = {}) =>
  failure({ 'compose.yaml': base, 'compose.prod.yaml': prod, ...more }, options);

describe('D3: a production file is used on top of the base', () => {
  test.each([
    ['its variables do not replace what the base says of the database', `{${WEB}, environment: {DEBUG: "0"}}`],
    [
      'it builds another stage',
      '{build: {context: ., target: prod}, environment: {DEBUG: "0"}, ports: ["80:8000"], restart: always}',
    ],
    ['its variables are a list', `{${WEB}, environment: [DJANGO_DEBUG=0]}`],
    ['it has no variables', `{${WEB}}`],
  ])('where %s', (_why, web) => {
    expect(used(BASE, `services:\n  web: ${web}\n`)).toBe(
      'both: compose.prod.yaml does not have the service db, which compose.yaml has: web depends on it',
    );
  });

  test('where a variable of the base names a service that only the base has', () => {
    const base = `services:\n  web: {build: ., environment: {DB: db}}\n${DB}`;
    expect(used(base, 'services:\n  web: {build: ., restart: always, ports: ["80:8000"]}\n')).toMatch(
      /^both: .* the service db, .*: DB of web names it$/,
    );
    const url = `services:\n  web: {image: x, environment: {DATABASE_URL: "postgres://a:b@db:5432/x"}}\n${DB}`;
    expect(used(url, 'services:\n  web: {build: ., environment: {APP_SECRET: "${APP_SECRET}"}}\n')).toMatch(
      /^both: .*: DATABASE_URL of web names it$/,
    );
  });

  test('where its reverse proxy passes requests to a service that only the base has', () => {
    const base = 'services:\n  web: {build: .}\n  db: {image: postgres}\n';
    const prod = 'services:\n  nginx: {image: nginx, ports: ["80:80"], volumes: ["./nginx:/etc/nginx/conf.d"]}\n';
    const conf = { 'nginx/shop.conf': 'server { location / { proxy_pass http://web:8000; } }' };
    expect(used(base, prod, conf)).toMatch(
      /^both: .* the service web, .*: nginx\/shop\.conf of nginx passes requests to it$/,
    );
    expect(used(base, prod)).toMatch(/^both: compose\.prod\.yaml does not have the service web/);
    const config = 'configs: {site: {content: "server { location / { proxy_pass http://web:8000; } }"}}\n';
    const given = 'services:\n  nginx: {image: nginx, configs: [{source: site, target: /etc/nginx/nginx.conf}]}\n';
    expect(used(base, `${given}${config}`)).toMatch(/: configs\.site of nginx passes requests to it$/);
  });

  test('where its own variables or commands name a service that only the base has', () => {
    const worker = (more: string): string => `services:\n  worker: {image: shop/worker, ${more}}\n`;
    expect(used(BASE, worker('environment: {PGHOST: db}'))).toContain('both: ');
    expect(used(BASE, worker('command: wait-for db:5432'))).toContain('the command of worker names it');
    expect(used(BASE, worker('env_file: worker.env'), { 'worker.env': 'DB_URL=postgres://db/x\n' })).toContain(
      'DB_URL of worker names it',
    );
  });

  test('where a worker of the base has no place in it', () => {
    const base = 'services:\n  web: {build: .}\n  worker: {build: ., command: celery worker}\n';
    expect(used(base, `services:\n  web: {${WEB}}\n`)).toBe(
      'both: compose.prod.yaml does not have the service worker, which compose.yaml has',
    );
  });

  test('where its only service does not have the variables that the base gives it', () => {
    const base = 'services:\n  web: {build: ., environment: {AUTH_KEY: x, AUDIENCE: y}}\n';
    expect(used(base, `services:\n  web: {${WEB}, environment: {NODE_ENV: production}}\n`)).toMatch(
      /^both: .* has only what differs from compose\.yaml: web has no AUTH_KEY there$/,
    );
  });

  test('where its services are tied to nothing', () => {
    const base = 'services:\n  web: {build: ., ports: ["3000:3000"]}\n';
    expect(used(base, `services:\n  web: {${WEB}}\n`)).toMatch(
      /^both: no service of compose\.prod\.yaml serves visitors/,
    );
    expect(used(base, `services:\n  web: {${WEB}, ports: ["80:3000"]}\n`)).toMatch(/^compose\.prod\.yaml: /);
  });

  test('where it makes no sense alone, whatever its variables hold', () => {
    const prod = 'services:\n  web: {restart: always, ports: ["${PORT}:8000"]}\n';
    expect(used(BASE, prod)).toBe('both: compose.prod.yaml has only what differs from compose.yaml');
  });
});

describe('A production file is used alone', () => {
  test('where the base has only tools and services of profiles that it does not have', () => {
    const base =
      'services:\n  web: {build: .}\n  mail: {image: axllent/mailpit}\n  seed: {build: ., profiles: [dev]}\n';
    expect(used(base, `services:\n  web: {${WEB}}\n`)).toBe(
      'compose.prod.yaml: compose.prod.yaml stands alone, so compose.yaml is not used',
    );
  });

  test.each([
    ['a variable', 'environment: {DATABASE_URL: "postgres://elsewhere"}', {}],
    ['a variable of the run', 'environment: {DATABASE_URL: "${DATABASE_URL}"}', {}],
    ['an env file of the repository', 'env_file: prod.env', { 'prod.env': 'DB_HOST=db.example.com\n' }],
  ])('where %s replaces the database of the base', (_what, more, files) => {
    const variables = { DATABASE_URL: 'postgres://elsewhere' };
    expect(used(BASE, `services:\n  web: {${WEB}, ${more}}\n`, files, { variables })).toMatch(/^compose\.prod\.yaml: /);
  });

  test('where it repeats the base and has other dependencies', () => {
    const base = `services:\n  web: {build: ., depends_on: [db, watcher]}\n  watcher: {build: ./ui}\n${DB}`;
    expect(used(base, `services:\n  web: {${WEB}, depends_on: [db]}\n${DB}`)).toMatch(/^compose\.prod\.yaml: /);
  });

  test('where it has services of other names', () => {
    const base = 'services:\n  web: {build: .}\n  db: {image: postgres}\n';
    const prod = 'services:\n  app: {image: shop/web, ports: ["8000:8000"]}\n  postgres: {image: postgres}\n';
    expect(used(base, prod, {}, { appService: 'app' })).toMatch(/^compose\.prod\.yaml: /);
  });

  test('where it cannot be merged', () => {
    const base = 'services:\n  web: {build: ., network_mode: host}\n';
    expect(used(base, 'services:\n  web: {image: x, networks: [front]}\nnetworks: {front: {}}\n')).toMatch(
      /^compose\.prod\.yaml: .* cannot be merged over compose\.yaml$/,
    );
  });

  test('where a variable that only the host knows makes it unreadable here', () => {
    const prod = `services:\n  web: {${WEB}, volumes: ["\${FILES}:/files"]}\n  db: {image: postgres}\n`;
    const variables = { FILES: '/srv/files' };
    expect(used(BASE, prod, {}, { variables })).toMatch(/^compose\.prod\.yaml: /);
    expect(question(BASE, prod).what).toBe('The compose file compose.prod.yaml cannot be read');
  });
});

test('An application with FrankenPHP in its image does not only stand in front of others', () => {
  const files = {
    'compose.yaml': 'services:\n  legacy: {build: old, ports: ["8000:8000"]}\n  db: {image: postgres}\n',
    'compose.prod.yaml': 'services:\n  php: {build: ., ports: ["8001:80"], environment: {SERVER_NAME: ":80"}}\n',
    Dockerfile: 'FROM dunglas/frankenphp:php8.3\n',
  };
  expect(read(files).composeFiles).toEqual(['compose.prod.yaml']);
});

describe('The command lines of the repository decide how a production file is used', () => {
  const whole = `services:\n  web: {${WEB}}\n`;

  test.each([
    ['README.md', 'docker compose -f compose.yaml -f compose.prod.yaml up -d'],
    ['.github/workflows/deploy.yml', '- run: docker-compose --file compose.yaml \\\n    --file=compose.prod.yaml up'],
    ['Makefile', 'COMPOSE = docker compose -f ./compose.yaml -f ./compose.prod.yaml'],
    ['scripts/start.sh', 'export COMPOSE_FILE=compose.yaml:compose.prod.yaml'],
    ['docs/production.md', 'docker compose -f compose.yaml -f compose.prod.yaml up --wait && docker compose ps'],
  ])('on top of the base by %s', (file, line) => {
    const base = 'services:\n  web: {build: .}\n';
    expect(used(base, whole, { [file]: `x\n${line}\n` })).toBe(
      `both: a command line in ${file} uses compose.prod.yaml with compose.yaml`,
    );
  });

  test.each([
    ['README.md', '    $ docker compose -f compose.prod.yaml up -d --build'],
    ['package.json', '{"scripts": {"prod": "docker compose -f compose.prod.yaml up"}}'],
    ['compose.prod.yaml', `${whole}# docker compose -f compose.prod.yaml up -d\n`],
    ['deploy/swarm.sh', 'docker stack deploy -c compose.prod.yaml shop'],
  ])('alone by %s', (file, line) => {
    expect(used(BASE, whole, { [file]: line })).toBe(
      `compose.prod.yaml: a command line in ${file} uses compose.prod.yaml without compose.yaml`,
    );
  });

  test.each([
    ['only shows logs', { 'README.md': 'docker compose -f compose.prod.yaml logs -f' }],
    ['is one of another program', { 'README.md': 'tar -f compose.prod.yaml.tar' }],
    [
      'is contradicted by another',
      {
        'README.md': 'docker compose -f compose.prod.yaml up',
        Makefile: 'docker compose -f compose.yaml -f compose.prod.yaml up',
      },
    ],
  ])('but not one that %s', (_what, files) => {
    expect(used(BASE, whole, files)).toContain('which compose.yaml has: web depends on it');
  });

  test('but not where it makes no sense alone', () => {
    const files = { 'README.md': 'docker compose -f compose.prod.yaml up' };
    expect(used(BASE, 'services:\n  web: {restart: always}\n', files)).toMatch(/^both: /);
  });
});

describe('compose-file-unclear is the answer', () => {
  test('where an env file that is not known here may name another database, with the lines for both', () => {
    const error = question(BASE, `services:\n  web: {${WEB}, env_file: .env.prod}\n`);
    expect(error).toMatchObject({
      code: 'compose-file-unclear',
      what: 'The files do not show whether compose.prod.yaml is used alone or on top of compose.yaml',
      why: expect.stringMatching(
        /the service db, .*: web may need it, depending on \.env\.prod, which is not known here$/,
      ),
    });
    expect(error.hint).toContain('  compose-file: |\n    compose.yaml\n    compose.prod.yaml\n');
    expect(error.hint).toMatch(/\n {2}compose-file: compose\.prod\.yaml$/);
    expect(
      used(
        BASE,
        `services:\n  web: {${WEB}, env_file: .env.prod}\n`,
        {},
        {
          composeFiles: ['compose.yaml', 'compose.prod.yaml'],
        },
      ),
    ).toMatch(/^both: the input/);
  });

  test.each([
    ['only the host knows the address', `{${WEB}, environment: {DATABASE_URL: "\${DATABASE_URL}"}}\n`, BASE],
    [
      'it repeats the base and yet needs a service of it',
      `{${WEB}, environment: {PGHOST: db}, depends_on: [cache]}\n  cache: {image: redis}\n`,
      `services:\n  web: {build: ., depends_on: [db, cache]}\n  cache: {image: redis}\n${DB}`,
    ],
    [
      'both cannot run together',
      `{${WEB}}\n  nginx: {image: nginx, ports: ["80:80"]}\n`,
      'services:\n  web: {build: ., depends_on: [proxy]}\n  proxy: {build: ., ports: ["80:8000"]}\n',
    ],
    [
      'one service is replaced and another is not',
      `{${WEB}, environment: {DB_HOST: elsewhere}}\n`,
      `services:\n  web: {build: ., depends_on: [db]}\n  worker: {build: .}\n${DB}`,
    ],
  ])('where %s', (_why, web, base) => {
    expect(question(base, `services:\n  web: ${web}`).code).toBe('compose-file-unclear');
  });

  test('where only the host can read the files', () => {
    const error = question(BASE, 'include: [/opt/base.yaml]\nservices:\n  web: {image: x}\n');
    expect(error).toMatchObject({ code: 'compose-file-unclear', why: expect.stringContaining('/opt/base.yaml') });
  });
});
