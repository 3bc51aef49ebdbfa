import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cleanHost } from '../../lab/clean-host.js';
import { dockerHost } from '../../lab/docker-host.js';
import { resetHost } from '../../lab/hosts.js';
import { fetchFromOutside } from '../../lab/outside.js';
import { LabStack, planSteps } from '../support/lab-stack.js';

/*
 * Values that a project needs and the repository does not have: they are named before anything is changed. The names in brackets are those
 * of the cases people reported.
 */
const minutes = 60_000;

const app = `import http.server, os
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"{os.environ['SECRET']} {os.environ.get('GREETING')}".encode())
http.server.ThreadingHTTPServer(('', 8000), Handler).serve_forever()
`;

const needy = {
  Dockerfile: 'FROM python:3.12-slim\nWORKDIR /app\nCOPY . /app\nCMD ["python", "app.py"]\n',
  'app.py': app,
  '.env.example': 'GREETING=hello\nREDIS_TAG=7-alpine\nSECRET=change-me\nTOKEN=hunter2-example\nOTHER=\n',
  'compose.yaml': `services:
  web:
    build: .
    env_file: .env
    environment: {SECRET: "\${SECRET:?set it}", OTHER: "\${OTHER}"}
    ports: ["8000:8000"]
  cache: {image: "redis:\${REDIS_TAG}", command: 'redis-server --requirepass \${SECRET}'}
`,
};

describe('values that nobody gives', () => {
  const lines =
    '  env: |\n    GREETING=hello\n    REDIS_TAG=7-alpine\n    SECRET=${{ secrets.SECRET }}\n    TOKEN=${{ secrets.TOKEN }}\n';
  const ready = new LabStack('needy', dockerHost);
  const fresh = new LabStack('needy', 'fresh');
  const answer = async (): Promise<string> => (await fetchFromOutside('https://needy.lab.test/')).body.trim();
  const write = async (place: string, text: string): Promise<void> => {
    const file = `${ready.root}/${place}`;
    await ready.onHost(`mkdir -p $(dirname ${file}) && printf '${text}' >${file}`, 'ec2-user');
  };
  const errorOf = ({ log }: { readonly log: string }): string =>
    log.slice(log.indexOf('problems found; nothing was changed'));

  beforeAll(async () => {
    await Promise.all([cleanHost(dockerHost), resetHost('fresh')]);
    await Promise.all([ready.open(needy), fresh.open(needy)]);
  }, 4 * minutes);
  afterAll(async () => {
    await Promise.all([ready.close(), fresh.close()]);
  }, minutes);

  test(
    'are named at once, with the lines to add, in a dry run and on a host without Docker, and nothing is touched (D9)',
    async () => {
      for (const result of [await ready.deploy(), await ready.deploy({ 'dry-run': 'true' }), await fresh.deploy()]) {
        expect(result.exitCode).toBe(1);
        const error = errorOf(result);
        expect(error).toContain(
          'The env file .env of web exists neither in the repository nor on the host [env-file-missing]',
        );
        expect(error).toContain('Variables of compose.yaml have no value: SECRET, REDIS_TAG [variable-missing]');
        expect(error).toContain(lines);
        expect(result.log).not.toContain('hunter2');
      }
      expect(await ready.onHost(`ls -A ${ready.root} 2>/dev/null || true`)).toBe('');
      expect(await fresh.onHost('command -v docker || echo none')).toBe('none');
    },
    3 * minutes,
  );

  test(
    'are missing still in a .env that was prepared on the host, by the lines for that file, and none of its values is told',
    async () => {
      await write('.env', 'SECRET=hunter2-host\nGREETING=hunter2-greeting\n');
      const result = await ready.deploy();
      expect(result.exitCode).toBe(1);
      expect(result.log).toContain('Variables of compose.yaml have no value: REDIS_TAG [variable-missing]');
      expect(result.log).toContain(`Add to ${ready.root}/.env on the host`);
      expect(result.log).toMatch(/^\s*REDIS_TAG=7-alpine$/m);
      expect(result.log).not.toContain('hunter2');
      await ready.onHost(`rm ${ready.root}/.env`);
    },
    2 * minutes,
  );

  test(
    'are given by a .env that was prepared in shared; a variable that compose replaces is one warning; then there is nothing to do',
    async () => {
      await write('shared/.env', 'SECRET=hunter2-shared\nREDIS_TAG=7-alpine\nGREETING=hi\n');
      const result = await ready.deploy();
      expect(result.log).not.toMatch(/^\s*Error:/m);
      expect(result.exitCode).toBe(0);
      expect(await answer()).toBe('hunter2-shared hi');
      expect(result.log.match(/^.*OTHER.*empty text/gm)).toHaveLength(1);
      expect(result.log).not.toContain('hunter2');
      const again = await ready.deploy();
      expect(planSteps(again)).toEqual([]);
      expect(again.log).not.toContain('OTHER');
    },
    4 * minutes,
  );

  test(
    'are given by the lines that were printed, and then there is nothing to do',
    async () => {
      const env = 'GREETING=hello\nREDIS_TAG=7-alpine\nSECRET=hunter2-input\nTOKEN=\nOTHER=\n';
      const result = await ready.deploy({ env });
      expect(result.exitCode).toBe(0);
      expect(await answer()).toBe('hunter2-input hello');
      expect(result.log).not.toContain('empty text');
      expect(planSteps(await ready.deploy({ env }))).toEqual([]);
    },
    3 * minutes,
  );
});
