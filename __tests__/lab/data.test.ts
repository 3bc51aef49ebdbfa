import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cleanHost } from '../../lab/clean-host.js';
import { dockerHost } from '../../lab/docker-host.js';
import { restartHost } from '../../lab/hosts.js';
import { fetchFromOutside } from '../../lab/outside.js';
import { LabStack, planSteps } from '../support/lab-stack.js';

/*
 * What containers write stays, whatever they mounted and whatever a deploy changes: one stack with a mount of each kind, on a host
 * with a real engine. The names in brackets are those of the cases people reported.
 */
const minutes = 60_000;

/** Answers on port 8000; writes rows into a database with a write-ahead log, and each row's number into acks when it is committed. */
const app = `import http.server, sqlite3, threading, time
def insert():
    rows = sqlite3.connect('/app/data/rows.sqlite3', isolation_level=None)
    rows.execute('PRAGMA journal_mode=WAL')
    rows.execute('CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, at REAL)')
    while True:
        number = rows.execute('INSERT INTO row (at) VALUES (?)', (time.time(),)).lastrowid
        with open('/app/acks/acks', 'a') as acks: acks.write('%d\\n' % number)
        time.sleep(0.01)
threading.Thread(target=insert, daemon=True).start()
class Handler(http.server.SimpleHTTPRequestHandler):
    pass
http.server.ThreadingHTTPServer(('', 8000), Handler).serve_forever()
`;

const files = {
  Dockerfile: 'FROM python:3.12-slim\nWORKDIR /app\nCOPY . /app\nCMD ["python", "app.py"]\n',
  'app.py': app,
  page: '1\n',
  'media/.gitkeep': '',
  'data/README': 'rows of the app\n',
  'acks/.gitkeep': '',
  'conf/settings.ini': 'colour=blue\n',
  '.env': 'TAG=1\n',
  'tools/Dockerfile': 'FROM no-such-image:1\n',
  'common/base.yml': 'services:\n  base:\n    image: redis:7-alpine\n    volumes: ["./data:/base"]\n',
  'compose.yaml': `services:
  app:
    build: .
    environment: {TAG: "\${TAG}"}
    volumes:
      - ./media:/app/media
      - ./data:/app/data
      - ./acks:/app/acks
      - ./conf/settings.ini:/app/settings.ini
      - ./account.json:/app/account.json:ro
      - ./.env:/app/.env
  cache: {image: redis:7-alpine, volumes: ["./cache-data:/data"]}
  extended: {extends: {file: common/base.yml, service: base}}
  seed: {build: ./tools, profiles: [tools]}
`,
};

const site = new LabStack('data-site', dockerHost, { 'health-path': '/page' });

beforeAll(async () => {
  await cleanHost(dockerHost);
  await site.open(files);
}, 2 * minutes);

afterAll(async () => {
  await site.close();
});

const current = async (): Promise<string> => await site.onHost(`readlink -f ${site.root}/current`);

describe('the data of a site', () => {
  test(
    'is asked for before anything is touched where a mounted file is nowhere (A5)',
    async () => {
      const result = await site.deploy();
      expect(result.exitCode).toBe(1);
      expect(result.log).toContain('mount-source-missing');
      expect(result.log).toContain(`${site.root}/shared/account.json`);
      expect(await site.onHost(`ls -A ${site.root} 2>/dev/null || true`)).toBe('');
    },
    minutes,
  );

  test(
    'is mounted as a file that was prepared on the host, and no service of a profile is built (A5, D1, S10)',
    async () => {
      await site.onHost(`mkdir -p ${site.root}/shared && echo '{"a":1}' >${site.root}/shared/account.json`, 'ec2-user');
      const result = await site.deploy();
      expect(result.log).not.toMatch(/^\s*Error:/m);
      expect(result.exitCode).toBe(0);
      expect(await site.inService('app', 'cat account.json; cat .env; echo $TAG')).toBe('{"a":1}\nTAG=1\n1');
      expect(await site.inService('app', 'ls -A /app')).not.toContain('.ec2-https-deploy');
      expect(await site.onHost(`cd ${await current()} && find . -type l`)).toBe('');
    },
    3 * minutes,
  );

  test(
    'survives a deploy in every mount: uploads, a database, files that were changed or given to another user (A1 to A4, A6, D6)',
    async () => {
      await site.inService(
        'app',
        'echo photo >/app/media/photo && echo colour=red >/app/settings.ini && chown -R 999 /app/media',
      );
      await site.inService('cache', 'echo rows >/data/dump');
      await site.inService('extended', 'echo base >/base/file');
      await site.change({
        page: '2\n',
        'conf/settings.ini': 'colour=green\n',
        '.env': 'TAG=2\n',
        'media/.gitkeep': ' ',
      });
      const result = await site.deploy();
      expect(result.log).not.toMatch(/^\s*Error:/m);
      expect(result.exitCode).toBe(0);
      expect(await site.inService('app', 'cat media/photo settings.ini .env; echo $TAG; cat page')).toBe(
        'photo\ncolour=red\nTAG=2\n2\n2',
      );
      expect(await site.inService('cache', 'cat /data/dump')).toBe('rows');
      expect(await site.inService('extended', 'cat /base/file')).toBe('base');
      expect(await site.onHost(`cat ${site.root}/shared/common/data/file`)).toBe('base');
      expect(result.log).toContain('conf/settings.ini differs from the repository');
      expect(planSteps(result).find(({ kind }) => kind === 'up')?.because).toContain('one writer at a time');
    },
    3 * minutes,
  );

  test(
    'has every row that was acknowledged while a deploy changed the app (A3)',
    async () => {
      // First what was acknowledged: rows go on being inserted.
      const count = `python3 -c "import sqlite3; acks = [int(a) for a in open('/app/acks/acks')]; rows = {r[0] for r in sqlite3.connect('/app/data/rows.sqlite3').execute('SELECT id FROM row')}; print(len([a for a in acks if a not in rows]), len(rows) > 100)"`;
      expect(await site.inService('app', count)).toBe('0 True');
      const inodes = `find ${site.root}/shared ${site.root}/releases -type f -printf '%i %h\\n' | sort | awk '{ if ($1 == last && ($2 ~ /shared/ || place ~ /shared/)) print; last = $1; place = $2 }'`;
      expect(await site.onHost(inodes)).toBe('');
    },
    minutes,
  );

  test(
    'is told of in the plan of the next run where it differs from the repository (A6)',
    async () => {
      const result = await site.deploy({ 'dry-run': 'true' });
      expect(result.log).toMatch(/changed by a container and kept.*conf\/settings\.ini/);
    },
    minutes,
  );

  test(
    'is not part of a release, whose own files are sent again when they were changed or lost (S11)',
    async () => {
      await site.onHost(`: >${await current()}/page`);
      const result = await site.deploy();
      expect(result.exitCode).toBe(0);
      expect(planSteps(result).find(({ kind }) => kind === 'files')?.because).toContain(
        'changed or missing on the host',
      );
      expect((await fetchFromOutside('https://data-site.lab.test/page')).body.trim()).toBe('2');
    },
    2 * minutes,
  );

  test(
    'stays on the host, and is told of, when its mount is renamed; and is there again after a reboot (A1)',
    async () => {
      const renamed = files['compose.yaml'].replace('./media:/app/media', './uploads:/app/media');
      await site.change({ 'compose.yaml': renamed });
      const result = await site.deploy();
      expect(result.exitCode).toBe(0);
      expect(planSteps(result).find(({ kind }) => kind === 'data')?.because).toContain(
        `${site.root}/shared/media stays on the host`,
      );
      await site.inService('app', 'echo new >/app/media/new');
      await site.change({ 'compose.yaml': files['compose.yaml'] });
      expect((await site.deploy()).exitCode).toBe(0);
      await restartHost(dockerHost);
      expect((await site.deploy()).exitCode).toBe(0);
      expect(await site.inService('app', 'cat media/photo')).toBe('photo');
      expect(await site.onHost(`cat ${site.root}/shared/uploads/new`)).toBe('new');
    },
    4 * minutes,
  );
});
