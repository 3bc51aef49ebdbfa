import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cleanHost } from '../../lab/clean-host.js';
import { dockerHost } from '../../lab/docker-host.js';
import { fetchFromOutside } from '../../lab/outside.js';
import { LabStack, planSteps } from '../support/lab-stack.js';

/*
 * What is not in the repository reaches the containers by the input files: env files, a compose secret, a service account that is
 * mounted. The names in brackets are those of the cases people reported.
 */
const minutes = 60_000;

/** Answers with what it was given; as a user who owns nothing on the host. */
const app = `import http.server, os
def text(path):
    try: return open(path).read().strip()
    except OSError as error: return type(error).__name__
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        given = [os.environ.get('COLOUR'), os.environ.get('SHAPE'), os.environ.get('TAG'), os.environ.get('OTHER')]
        body = '|'.join([*map(str, given), text('/run/secrets/password'), text('/app/account.json'), text('/app/certs/ca.pem')])
        self.send_response(500 if body.startswith('broken') else 200)
        self.end_headers()
        self.wfile.write(body.encode())
http.server.ThreadingHTTPServer(('', 8000), Handler).serve_forever()
`;

const files = {
  Dockerfile:
    'FROM python:3.12-slim\nWORKDIR /app\nCOPY . /app\nRUN ls -A /app /app/.envs /app/secrets >/listing 2>&1 || true\nCMD ["python", "app.py"]\n',
  'app.py': app,
  '.env': 'TAG=1\nOTHER=o-${TAG}\n',
  '.envs/common.env': 'COLOUR=grey\nSHAPE=round\n',
  'compose.yaml': `services:
  app:
    build: .
    user: "1234"
    environment: {TAG: "\${TAG}", OTHER: "\${OTHER}"}
    env_file: [.envs/common.env, .envs/app.env]
    secrets: [password]
    volumes:
      - ./account.json:/app/account.json
      - ./certs:/app/certs:ro
  worker: {image: redis:7-alpine, env_file: [.envs/worker.env]}
  cache: {image: redis:7-alpine}
secrets: {password: {file: ./secrets/password}}
`,
};

const given = {
  '.envs/app.env': "COLOUR='blue-1'\n",
  '.envs/worker.env': 'WORK=work-1\n',
  'secrets/password': 'password-1',
  'account.json': '{"key": "account-1"}',
  'certs/ca.pem': 'certificate-1\n',
};

const site = new LabStack('files-site', dockerHost);
const deploy = async (changes: Readonly<Record<string, string>> = {}, inputs = {}) =>
  await site.deploy({ files: JSON.stringify({ ...given, ...changes }), ...inputs });
const page = async (): Promise<string> => (await fetchFromOutside('https://files-site.lab.test/')).body.trim();
const started = async (service: string): Promise<string> =>
  await site.inService(service, 'cat /proc/1/stat | cut -d " " -f 22; hostname');

beforeAll(async () => {
  await cleanHost(dockerHost);
  await site.open(files);
}, 2 * minutes);

afterAll(async () => {
  await site.close();
});

describe('files that are not in the repository', () => {
  test(
    'are asked for in the plan by name, with the lines to add, before anything is touched (D9)',
    async () => {
      const result = await site.deploy();
      expect(result.exitCode).toBe(1);
      expect(result.log).toContain(
        'Env files exist neither in the repository nor on the host: .envs/app.env (app), .envs/worker.env (worker)',
      );
      expect(result.log).toMatch(/\.envs\/worker\.env < ENVS_WORKER_ENV\s+account\.json < ACCOUNT_JSON/);
      expect(await site.onHost(`ls -A ${site.root} 2>/dev/null || true`)).toBe('');
    },
    minutes,
  );

  test(
    'reach containers of any user, and neither the image nor the log has them',
    async () => {
      const lines =
        '.envs/app.env < APP\n.envs/worker.env < WORKER\nsecrets/password < PASSWORD\naccount.json < ACCOUNT\ncerts/ca.pem < CA\n';
      const result = await site.deploy(
        { files: lines, env: 'TAG=2' },
        {
          ...{ APP: given['.envs/app.env'], WORKER: given['.envs/worker.env'], PASSWORD: given['secrets/password'] },
          ...{ ACCOUNT: given['account.json'], CA: given['certs/ca.pem'] },
        },
      );
      expect(result.log).not.toMatch(/^\s*Error:/m);
      expect(result.exitCode).toBe(0);
      expect(result.log).toContain(
        '1 of the tracked .env, 1 of env and env-file, 1 of them in place of a tracked value',
      );
      expect(await page()).toBe('blue-1|round|2|o-2|password-1|{"key": "account-1"}|certificate-1');
      expect(await site.inService('worker', 'echo $WORK')).toBe('work-1');
      expect(await site.inService('app', 'cat /listing')).not.toMatch(/app\.env|password|account/);
      for (const secret of ['blue-1', 'work-1', 'password-1', 'account-1', 'certificate-1'])
        expect(result.log).not.toContain(secret);
      expect(
        await site.onHost(
          `stat -c %a ${site.root}/input-files; find ${site.root}/input-files -name app.env -printf %m`,
        ),
      ).toBe('700\n600');
    },
    3 * minutes,
  );

  test(
    'give the second run nothing to do',
    async () => {
      const result = await deploy({}, { env: 'TAG=2' });
      expect(result.exitCode).toBe(0);
      expect(planSteps(result)).toEqual([]);
    },
    minutes,
  );

  test(
    'leave builds the tracked .env as the repository has it, without the variables of env (S19)',
    async () => {
      expect(await site.inService('app', 'cat /app/.env')).toBe('TAG=1\nOTHER=o-${TAG}');
      expect(await site.inService('app', 'stat -c %a /app/.env')).toBe('644');
      expect(await site.onHost(`cat ${site.root}/current/.env`)).toMatch(/^TAG=2$/m);
    },
    minutes,
  );

  test(
    'that change recreate the services that use them, and only those',
    async () => {
      const before = await Promise.all(['app', 'worker', 'cache'].map(started));
      const result = await deploy({ '.envs/worker.env': 'WORK=work-2\n' }, { env: 'TAG=2' });
      expect(result.exitCode).toBe(0);
      expect(planSteps(result).find(({ kind }) => kind === 'input-files')?.because).toContain(
        'new or changed: .envs/worker.env',
      );
      const after = await Promise.all(['app', 'worker', 'cache'].map(started));
      // The app always runs the new release.
      expect(after.map((one, index) => one === before[index])).toEqual([false, false, true]);
      expect(await site.inService('worker', 'echo $WORK')).toBe('work-2');

      expect((await deploy({ 'secrets/password': 'password-2' }, { env: 'TAG=2' })).exitCode).toBe(0);
      expect(await page()).toContain('|password-2|');
      expect((await deploy({ 'certs/ca.pem': 'certificate-2' }, { env: 'TAG=2' })).exitCode).toBe(0);
      expect(await page()).toMatch(/\|password-1\|.*\|certificate-2$/);
    },
    5 * minutes,
  );

  test(
    'are those of the previous release after a rollback',
    async () => {
      const broken = { '.envs/app.env': 'COLOUR=broken\n', 'account.json': 'two', 'certs/ca.pem': 'certificate-3' };
      const result = await deploy(broken, { env: 'TAG=2', 'health-timeout': '20s' });
      expect(result.exitCode).toBe(1);
      expect(result.log).toMatch(/roll/i);
      expect(await page()).toBe('blue-1|round|2|o-2|password-1|{"key": "account-1"}|certificate-2');
      expect(await site.onHost(`cat ${site.root}/shared/certs/ca.pem`)).toBe('certificate-2');
    },
    4 * minutes,
  );
});
