import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cleanHost } from '../../lab/clean-host.js';
import { dockerHost } from '../../lab/docker-host.js';
import { LabStack } from '../support/lab-stack.js';

/* An app that keeps its database in its container: nobody mounted a volume there, so that a new release would lose it. */
const minutes = 60_000;

/** Adds a row at each start, and opens a database of its image without writing into it. */
const app = `import http.server, os, sqlite3
os.makedirs('/app/storage', exist_ok=True)
rows = sqlite3.connect('/app/storage/rows.sqlite3')
rows.execute('CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY)')
rows.execute('INSERT INTO row DEFAULT VALUES')
rows.commit()
open('/app/seed.sqlite3', 'r+b').close()
http.server.ThreadingHTTPServer(('', 8000), http.server.SimpleHTTPRequestHandler).serve_forever()
`;
const compose = (volumes: string) => `services:\n  app:\n    build: .\n${volumes}`;
const files = {
  Dockerfile: `FROM python:3.12-slim
WORKDIR /app
COPY . /app
RUN python -c "import sqlite3; sqlite3.connect('seed.sqlite3').execute('CREATE TABLE a (b)')"
CMD ["python", "app.py"]
`,
  'app.py': app,
  page: '1\n',
  'compose.yaml': compose(''),
};
const COUNT = `python -c "import sqlite3; print(sqlite3.connect('/app/storage/rows.sqlite3').execute('SELECT count(*) FROM row').fetchone()[0])"`;

const site = new LabStack('container-data', dockerHost, { 'health-path': '/page' });

beforeAll(async () => {
  await cleanHost(dockerHost);
  await site.open(files);
}, 2 * minutes);

afterAll(async () => {
  await site.close();
});

describe('a database in the container of an app', () => {
  test(
    'stops the next release before anything is built or stopped, and stays',
    async () => {
      const first = await site.deploy();
      expect(first.exitCode).toBe(0);
      expect(first.log).toContain('Warning: app keeps /app/storage/rows.sqlite3 in its container');
      await site.inService('app', `${COUNT.replace('SELECT count(*) FROM row', 'SELECT 1')} >/dev/null`);
      await site.change({ page: '2\n' });
      const result = await site.deploy();
      expect(result.exitCode).toBe(1);
      expect(result.log).toContain('[data-in-container]');
      expect(result.log).toContain(
        'app keeps /app/storage/rows.sqlite3 in its container container-data-app-1, and the new release mounts no volume there',
      );
      expect(result.log).not.toContain('seed.sqlite3');
      expect(await site.inService('app', `cat page; ${COUNT}`)).toBe('1\n1');
    },
    4 * minutes,
  );

  test(
    'is copied into the volume that is mounted there, by the commands that the error prints, and the site goes on with it',
    async () => {
      const volumes = '    volumes: ["storage:/app/storage"]\nvolumes:\n  storage:\n';
      await site.change({ 'compose.yaml': compose(volumes) });
      const result = await site.deploy();
      expect(result.exitCode).toBe(1);
      expect(result.log).toContain('[data-in-container]');
      expect(result.log).toContain(
        'container-data_storage, which the new release mounts at /app/storage, does not have it',
      );
      const command = /run on the host: (docker stop .* && docker rm copy-of-data)/.exec(result.log)?.[1] ?? '';
      await site.onHost(command);
      const next = await site.deploy();
      expect(next.log).not.toMatch(/^\s*Error:/m);
      expect(next.exitCode).toBe(0);
      // The row of the first start, and that of this one.
      expect(await site.inService('app', `cat page; ${COUNT}`)).toBe('2\n2');
      await site.change({ page: '3\n' });
      expect((await site.deploy()).exitCode).toBe(0);
      expect(await site.inService('app', `cat page; ${COUNT}`)).toBe('3\n3');
    },
    6 * minutes,
  );

  test(
    'may be one that is to go with each release: it is in memory',
    async () => {
      await site.change({ 'compose.yaml': compose(''), page: '4\n' });
      expect((await site.deploy()).exitCode).toBe(0);
      await site.change({ 'compose.yaml': compose('    tmpfs: [/app/storage]\n'), page: '5\n' });
      const result = await site.deploy();
      expect(result.log).not.toMatch(/^\s*Error:/m);
      expect(await site.inService('app', 'cat page')).toBe('5');
    },
    4 * minutes,
  );
});

describe('the storage folder of a Rails app with a Dockerfile alone', () => {
  const rails = new LabStack('rails-storage', dockerHost, { 'health-path': '/page' });

  afterAll(async () => {
    await rails.close();
  });

  test(
    'is a volume, so that its database outlives releases without a compose file',
    async () => {
      await cleanHost(dockerHost);
      await rails.open({
        Dockerfile: 'FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nCMD ["python", "app.py"]\n',
        Gemfile: 'gem "rails", "~> 8.0"\n',
        'app.py': app.replace("open('/app/seed.sqlite3', 'r+b').close()\n", ''),
        'storage/.keep': '',
        page: '1\n',
      });
      expect((await rails.deploy()).exitCode).toBe(0);
      await rails.change({ page: '2\n' });
      const result = await rails.deploy();
      expect(result.log).not.toMatch(/^\s*Error:/m);
      expect(await rails.inService('app', `cat page; ${COUNT}`)).toBe('2\n2');
    },
    5 * minutes,
  );
});
