import { describe, expect, test } from '@jest/globals';
import { chooseEntry } from '../../../../src/compose/entry/choose.js';
import { candidates } from '../../../support/candidates.js';

const db = { image: 'postgres:16-alpine', ports: ['5432:5432'] };
const redis = { image: 'redis:7' };
const local = (port: string): string => `127.0.0.1:${port}`;

/** Shapes that people have; the chosen service last. */
const chosen: readonly (readonly [string, Parameters<typeof candidates>[0], string])[] = [
  ['one app with a port', { web: { ports: ['8000:8000'] }, db }, 'web'],
  ['an app on a port of the loopback', { web: { ports: ['8000:8000'] }, db: { image: 'mysql' } }, 'web'],
  [
    'nginx in front of an app',
    { app: {}, nginx: { image: 'nginx:1.27', ports: ['80:80'], dependsOn: ['app'] }, db },
    'nginx',
  ],
  ['nginx at 1337', { web: { expose: [8000] }, nginx: { image: 'nginx', ports: ['1337:80'] }, db }, 'nginx'],
  [
    'a gateway in front of two published services',
    {
      frontend: { ports: ['3000:3000'] },
      backend: { ports: ['8000:8000'] },
      gateway: { image: 'nginx', ports: ['8080:80'], passesTo: ['frontend', 'backend'] },
    },
    'gateway',
  ],
  [
    'a worker of the same image',
    { web: { ports: ['8000:8000'], command: 'gunicorn a.wsgi' }, worker: { command: 'celery -A a worker' }, redis },
    'web',
  ],
  [
    'a tool that publishes too',
    { web: { ports: ['3000:3000'] }, adminer: { image: 'adminer', ports: ['8080:8080'] }, db },
    'web',
  ],
  ['a mail catcher', { web: { ports: ['80:80'] }, mail: { image: 'mailhog/mailhog', ports: ['8025:8025'] } }, 'web'],
  [
    'celery flower',
    { web: { ports: ['8000:8000'] }, flower: { command: 'celery -A a flower', ports: ['5555:5555'] } },
    'web',
  ],
  [
    'a frontend that only copies its files',
    {
      frontend: { command: 'cp -r /app/build/. /static/' },
      backend: {},
      gateway: { image: 'nginx', ports: ['80:80'] },
    },
    'gateway',
  ],
  [
    'a one-shot that others wait for',
    { migrate: { command: 'python manage.py migrate', isAwaited: true }, web: { expose: [8000] }, db },
    'web',
  ],
  [
    'nothing published, one web service',
    { netbox: { image: 'netboxcommunity/netbox' }, redis, db: { image: 'postgres' } },
    'netbox',
  ],
  ['nothing published, a web server among two', { app: {}, web: { image: 'nginx:alpine' } }, 'web'],
  ['nothing published, one exposes a port', { app: { expose: [8080] }, other: {} }, 'app'],
  ['nothing published, one in front of all', { api: {}, page: { dependsOn: ['api'] } }, 'page'],
  ['only a tool', { pgadmin: { image: 'dpage/pgadmin4', ports: ['5050:80'] }, db }, 'pgadmin'],
  ['a debugger beside the app', { web: { ports: ['8000:8000', '9229:9229'] }, dns: { ports: ['53:53/udp'] } }, 'web'],
  [
    'gunicorn and celery in one command',
    { app: { command: 'sh -c "celery -A a worker & gunicorn a.wsgi -b :8000"', ports: ['8000:8000'] }, redis },
    'app',
  ],
  ...[
    'sh -c "alembic upgrade head && \n   uvicorn src.main:app --host 0.0.0.0"',
    'flask db upgrade && flask run',
    'npx prisma migrate deploy && npm start',
    'sh -c "python manage.py migrate && ./start.sh"',
    'bash -c "mkdir -p /data && exec java -jar app.jar"',
    'celery -A x worker -D && python app.py',
  ].map((command): (typeof chosen)[number] => [
    `a server that is started by ${JSON.stringify(command)} beside a tool`,
    { api: { command, ports: ['8000:8000'] }, pgadmin: { image: 'dpage/pgadmin4', ports: ['5050:80'] }, db },
    'api',
  ]),
  ...['alembic upgrade head && uvicorn a:app', 'python manage.py migrate && ./start.sh'].map(
    (command): (typeof chosen)[number] => [
      `a server that publishes nothing, started by ${command}, beside its worker`,
      { api: { command }, celeryworker: {}, celerybeat: {}, db },
      'api',
    ],
  ),
  ...[
    'wait-for-it db:5432 -- python manage.py migrate',
    'python manage.py wait_for_db && python manage.py migrate',
    'sh -c "cd /app && poetry run alembic upgrade head; exit 0"',
    'bundle exec rails db:migrate',
  ].map((command): (typeof chosen)[number] => [
    `an app beside ${command}`,
    { app: { expose: [3000] }, setup: { command } },
    'app',
  ]),
  ['a bot beside the site', { site: { expose: [3000] }, 'telegram-bot': {} }, 'site'],
  [
    'a page at port 80 whose nginx passes requests to the API that publishes a port too',
    {
      page: { image: 'nginx', isConfigured: true, ports: ['80:80'], passesTo: ['api'] },
      api: { ports: ['8000:8000'] },
    },
    'page',
  ],
  [
    'an nginx at port 80 in front of a service that depends on what publishes ports too',
    {
      nginx: { image: 'nginx', isConfigured: true, ports: ['80:80'], passesTo: ['page'] },
      page: { dependsOn: ['api'] },
      api: { ports: ['8000:8000'] },
    },
    'nginx',
  ],
  [
    'an nginx at port 80 beside what only the host reaches',
    {
      nginx: { image: 'nginx', isConfigured: true, ports: ['80:80'], passesTo: ['app'] },
      app: {},
      admin: { ports: [local('9000:9000')] },
    },
    'nginx',
  ],
  [
    'a page that is open, and its API that only the host reaches',
    { api: { ports: [local('4000:4000')] }, page: { ports: ['3000:3000'], dependsOn: ['api'] } },
    'page',
  ],
  [
    'a single-page app whose nginx passes requests to a gateway, and the services behind that',
    {
      web: { image: 'nginx', isConfigured: true, showsFiles: true, ports: ['3000:80'], passesTo: ['gateway'] },
      gateway: { ports: ['8080:8080'], calls: ['orders'] },
      orders: { ports: ['8081:8080'] },
      jobs: { ports: ['8082:8080'], dependsOn: ['kafka'] },
      kafka: { image: 'apache/kafka' },
    },
    'web',
  ],
  [
    'nginx in front of PHP-FPM, and the server of its assets',
    {
      php: { image: 'php:8.3-fpm', ports: ['9000:9000'] },
      nginx: { image: 'nginx', isConfigured: true, hasWebServer: true, ports: ['8080:80'], passesTo: ['php'] },
    },
    'nginx',
  ],
  [
    'an app beside a service whose ports are a range',
    { app: { ports: ['3000:3000'] }, media: { ports: ['40000:40000', '40001:40001', '40002:40002'] } },
    'app',
  ],
  [
    'a database under a name of its own registry',
    { shop: { ports: ['8080:8080'] }, data: { image: 'quay.io/x/postgresql:15', ports: ['5433:5432'] } },
    'shop',
  ],
];

describe('the choice of the service that visitors reach', () => {
  test.each(chosen)('%s: it is found', (_, services, expected) => {
    const choice = chooseEntry(candidates(services));
    expect(choice.kind === 'chosen' ? choice.service.name : choice).toBe(expected);
  });

  test.each<readonly [string, Parameters<typeof candidates>[0], readonly string[]]>([
    [
      'a page and an API that the browser calls',
      { frontend: { ports: ['3000:3000'] }, api: { ports: ['8000:8000'] } },
      ['frontend', 'api'],
    ],
    [
      'an API at port 80 that a published page depends on',
      { api: { ports: ['80:80'] }, page: { ports: ['3000:3000'], dependsOn: ['api'] } },
      ['api', 'page'],
    ],
    [
      'a page at port 80 whose nginx passes nothing to the API that publishes a port',
      {
        page: { image: 'nginx', isConfigured: true, ports: ['80:80'] },
        api: { ports: ['8000:8000'] },
      },
      ['page', 'api'],
    ],
    [
      'an nginx at port 80 in front of an API, and a page that publishes its own port',
      {
        nginx: { image: 'nginx', isConfigured: true, ports: ['80:80'], passesTo: ['api'] },
        api: { image: 'php:8.3-fpm' },
        page: { ports: ['3000:3000'] },
      },
      ['nginx', 'page'],
    ],
    [
      'a page at port 80 that starts after its API and passes nothing to it',
      {
        page: { image: 'nginx', isConfigured: true, ports: ['80:80'], dependsOn: ['api'] },
        api: { ports: ['8080:8080'] },
      },
      ['page', 'api'],
    ],
    [
      'a page at port 80 that sends browsers to the API',
      { page: { ports: ['80:3000'], sendsTo: ['api'] }, api: { ports: ['8000:8000'] } },
      ['page', 'api'],
    ],
    [
      'a page that is open, and another that only the host reaches',
      { one: { ports: [local('4000:4000')] }, two: { ports: ['3000:3000'] } },
      ['one', 'two'],
    ],
    [
      'PHP-FPM, and a server of its assets',
      { app: { image: 'php:8.3-fpm' }, vite: { command: 'npm run dev', ports: ['5173:5173'] } },
      ['vite'],
    ],
    ['PHP-FPM alone', { app: { image: 'php:8.3-fpm' }, db }, []],
    ['two web services without a port', { one: {}, two: {} }, ['one', 'two']],
    ['only databases', { db, redis }, []],
    [
      'two tools with a page each',
      {
        grafana: { image: 'grafana/grafana', ports: ['3000:3000'] },
        prometheus: { image: 'prom/prometheus', ports: ['9090:9090'] },
      },
      ['grafana', 'prometheus'],
    ],
  ])('%s: nothing is guessed, and the candidates are named', (_, services, names) => {
    const choice = chooseEntry(candidates(services));
    expect(choice.kind === 'unclear' ? choice.candidates.map(({ name }) => name) : choice).toEqual(names);
  });

  test('a choice without a published port is marked as a guess', () => {
    const choice = chooseEntry(candidates({ app: {}, db }));
    expect(choice).toMatchObject({ kind: 'chosen', isSure: false });
    expect(chooseEntry(candidates({ app: { ports: ['80:80'] }, db }))).toMatchObject({ kind: 'chosen', isSure: true });
  });

  test('services that depend on each other in a circle do not hang it', () => {
    const services = candidates({ one: { dependsOn: ['two'] }, two: { dependsOn: ['one'] } });
    expect(chooseEntry(services).kind).toBe('unclear');
  });
});
