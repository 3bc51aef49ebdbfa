import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cleanHost } from '../../lab/clean-host.js';
import { dockerHost } from '../../lab/docker-host.js';
import { fetchFromOutside } from '../../lab/outside.js';
import { LabStack, planSteps } from '../support/lab-stack.js';

/*
 * What only docker compose on the host can know: the values of a `.env` that was prepared there, files that only the host has. The
 * names in brackets are those of the cases people reported.
 */
const minutes = 60_000;
const DIFFERENT = 'reads the project differently';

const app = `import http.server, os
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"{os.environ['SECRET']} {open('/app/version').read()}".encode())
http.server.ThreadingHTTPServer(('', 8000), Handler).serve_forever()
`;

const compose = `services:
  web:
    build: .
    environment: {SECRET: "\${SECRET:?is in the .env on the host}"}
    ports: ["\${HTTP_PORT}:8000"]
  cache: {image: redis:7-alpine, command: 'redis-server --requirepass \${SECRET}'}
  extra: {image: redis:7-alpine, profiles: [extra]}
`;

const files = {
  Dockerfile: 'FROM python:3.12-slim\nWORKDIR /app\nCOPY . /app\nCMD ["python", "app.py"]\n',
  'app.py': app,
  version: 'one',
  'compose.yaml': compose,
};

const site = new LabStack('host-env', dockerHost, { 'app-port': '', 'app-protocol': '' });
const page = async (): Promise<string> => (await fetchFromOutside('https://host-env.lab.test/')).body.trim();
const running = async (): Promise<string> =>
  await site.onHost('docker ps --format "{{.Label \\"com.docker.compose.service\\"}}" | sort | tr "\\n" " "');
const writeEnv = async (place: string, text: string): Promise<void> => {
  await site.onHost(`mkdir -p ${site.root} && printf '${text}' >${site.root}/${place}.env`, 'ec2-user');
};

beforeAll(async () => {
  await cleanHost(dockerHost);
  await site.open(files);
}, 3 * minutes);
afterAll(() => site.close(), minutes);

describe('a .env that only the host has', () => {
  test(
    'decides the port and the profiles, and none of its values is told (D4, D5)',
    async () => {
      await writeEnv('', 'HTTP_PORT=80\\nCOMPOSE_PROFILES=extra\\nSECRET=hunter2-first\\n');
      const result = await site.deploy();
      expect(result.log).not.toMatch(/^\s*Error:/m);
      expect(result.exitCode).toBe(0);
      expect(result.log).toContain(`${DIFFERENT}: services.extra, services.web.ports, inactive.extra`);
      expect(result.log).not.toContain('hunter2');
      expect(await running()).toBe('cache edge extra web');
      expect(await page()).toBe('hunter2-first one');
      // The release that was begun first has gone.
      expect(await site.onHost(`ls ${site.root}/releases | wc -l`)).toBe('1');
    },
    5 * minutes,
  );

  test(
    'is in no layer of an image although its Dockerfile copies everything (S19)',
    async () => {
      expect(await site.inService('web', 'ls -A /app')).toBe('Dockerfile\napp.py\ncompose.yaml\nversion');
      expect(await site.onHost(`stat -c %a ${site.root}/current/.env`)).toBe('600');
      expect(await site.onHost(`ls ${site.root}/records/*/env 2>/dev/null | wc -l`)).toBe('0');
    },
    minutes,
  );

  test(
    'is nothing to do for the next run',
    async () => {
      const result = await site.deploy();
      expect(planSteps(result)).toEqual([]);
      expect(result.outputs['changed']).toBe('false');
    },
    2 * minutes,
  );

  test(
    'is known from the release before while neither it nor the compose files change: one plan is enough',
    async () => {
      await site.change({ version: 'two' });
      const result = await site.deploy();
      expect(result.exitCode).toBe(0);
      expect(result.log).not.toContain(DIFFERENT);
      expect(await page()).toBe('hunter2-first two');
    },
    3 * minutes,
  );

  test(
    'makes a release when somebody has edited it there, and only then',
    async () => {
      await writeEnv('current/', 'HTTP_PORT=80\\nSECRET=hunter2-second\\n');
      const result = await site.deploy();
      expect(result.exitCode).toBe(0);
      expect(planSteps(result)[0]?.because).toContain('the .env on the host was edited');
      expect(await page()).toBe('hunter2-second two');
      expect(planSteps(await site.deploy())).toEqual([]);
    },
    4 * minutes,
  );

  test(
    'that compose rejects ends the run before anything is built, in the words of compose and without its values',
    async () => {
      const before = await site.onHost('docker ps -q --no-trunc | sort');
      await writeEnv('current/', 'HTTP_PORT=hunter2-third\\nSECRET=hunter2-second\\n');
      const result = await site.deploy();
      expect(result.exitCode).toBe(1);
      expect(result.log).toMatch(/\[compose-file-invalid\]/);
      expect(result.log).toMatch(/Why: compose\.yaml: .*hostPort/i);
      expect(result.log).not.toContain('hunter2');
      expect(await site.onHost('docker ps -q --no-trunc | sort')).toBe(before);
      await writeEnv('current/', 'HTTP_PORT=80\\nSECRET=hunter2-second\\n');
    },
    2 * minutes,
  );
});

describe('a compose file that only the host has', () => {
  test(
    'is read by compose there, although the runner cannot',
    async () => {
      await site.onHost(
        'mkdir -p /opt/shared && printf "services: {cache: {image: redis:7-alpine}}" >/opt/shared/base.yaml',
      );
      const own = compose.replace(
        / {2}cache: .*\n/,
        '  cache: {extends: {file: /opt/shared/base.yaml, service: cache}}\n',
      );
      await site.change({ 'compose.yaml': own });
      const result = await site.deploy();
      expect(result.log).not.toMatch(/^\s*Error:/m);
      expect(result.exitCode).toBe(0);
      expect(result.log).toContain('docker compose on the host has read the project');
      // As with compose, a container of a profile that is not active any more is left as it is.
      expect(await running()).toBe('cache edge extra web');
      expect(planSteps(await site.deploy())).toEqual([]);
    },
    4 * minutes,
  );

  test(
    'that is not there is refused by compose itself, and the site stays up',
    async () => {
      await site.onHost('rm -r /opt/shared');
      await site.change({ version: 'three' });
      const result = await site.deploy();
      expect(result.exitCode).toBe(1);
      expect(result.log).toMatch(/\[compose-file-invalid\]/);
      expect(result.log).toContain('/opt/shared/base.yaml');
      expect(await page()).toBe('hunter2-second two');
    },
    2 * minutes,
  );
});
