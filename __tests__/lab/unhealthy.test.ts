import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { cleanHost } from '../../lab/clean-host.js';
import { dockerHost } from '../../lab/docker-host.js';
import { execOnHost } from '../../lab/hosts.js';
import { openLab, type Lab } from '../../lab/lab.js';
import { fetchFromOutside } from '../../lab/outside.js';
import { makeRepository, runStep, wentWell, type SmallRepository, type StepRun } from '../support/lab-step.js';

/* A release that rejects its own host name, or has a container that does not do what it is for: rolled back, with the reason. */
jest.setTimeout(240_000);

const name = 'unhealthy';
const site = `https://${name}.lab.test/`;
const env = 'GREETING=hello-from-the-env-file';

/** An app that answers under some host names only, as Django does, on a port of its choice. */
const server = (allowed: string, { port = 8000, text = 'one' } = {}): string => `
from http.server import BaseHTTPRequestHandler, HTTPServer

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        host = self.headers.get("Host", "").split(":")[0]
        is_allowed = host == "${allowed}"
        if not is_allowed:
            print("Invalid HTTP_HOST header: %r. You may need to add it to ALLOWED_HOSTS." % host, flush=True)
        self.send_response(200 if is_allowed else 400)
        self.end_headers()
        self.wfile.write(b"${text}" if is_allowed else b"Bad Request (400)")

print("listening on ${port}", flush=True)
HTTPServer(("", ${port}), Handler).serve_forever()
`;

const dockerfile = 'FROM python:3\nWORKDIR /srv\nCOPY server.py /srv/\nCMD ["python3", "server.py"]\n';
/** The app, and a service of another kind. */
const compose = (other = ''): string => `services:\n  app: { build: . }\n${other}`;

let lab: Lab;
let repository: SmallRepository;

beforeAll(async () => {
  lab = await openLab();
  await cleanHost(dockerHost);
  repository = await makeRepository(name, {
    'compose.yml': compose(),
    Dockerfile: dockerfile,
    'server.py': server(`${name}.lab.test`),
  });
  wentWell(await run());
});
afterAll(async () => await repository.remove());

async function run(inputs: Readonly<Record<string, string>> = {}): Promise<StepRun> {
  const port = { 'app-port': '8000', 'app-protocol': 'http' };
  return await runStep(lab, dockerHost, repository.folder, { 'app-service': 'app', ...port, env, ...inputs });
}

async function onHost(script: string): Promise<string> {
  const { stdout } = await execOnHost(dockerHost, ['sh', '-c', script]);
  return stdout.trim();
}

const release = (): Promise<string> => onHost(`basename "$(readlink /home/ec2-user/${name}/current)"`);

/** The site as visitors meet it is that of the first deploy. */
async function expectFirstRelease(before: string): Promise<void> {
  expect(await release()).toBe(before);
  expect(await fetchFromOutside(site)).toMatchObject({ status: 200, body: 'one' });
}

describe('a release that rejects the name of its own site (G1)', () => {
  test('is rolled back, with that reason, what to set, and what the app printed', async () => {
    const before = await release();
    await repository.write({ 'server.py': server('localhost', { text: 'two' }) });
    const failed = await run();
    expect(failed.code).toBe('host-name-rejected');
    expect(failed.error).toContain(`${site} returned 400: the app rejects requests for the host name ${name}.lab.test`);
    expect(failed.error).toMatch(
      /Add unhealthy\.lab\.test to the host names that the app accepts: ALLOWED_HOSTS in Django/,
    );
    expect(failed.log).toContain("Invalid HTTP_HOST header: 'unhealthy.lab.test'.");
    expect(failed.summary).toContain('Rolled back: the previous release serves the site again.');
    await expectFirstRelease(before);
  });

  test('passes where the status is one of those that are set', async () => {
    const passed = wentWell(await run({ 'health-status': '200-499' }));
    expect(passed.log).toContain(`https://${name}.lab.test answers 400`);
    await repository.write({ 'server.py': server(`${name}.lab.test`) });
    wentWell(await run());
  });
});

describe('an app that listens on another port', () => {
  test('is not switched to, and the error has both ports', async () => {
    const before = await release();
    await repository.write({ 'server.py': server(`${name}.lab.test`, { port: 5000, text: 'two' }) });
    const failed = await run({ 'health-timeout': '8s' });
    expect(failed.code).toBe('containers-unhealthy');
    expect(failed.error).toContain('app does not listen on port 8000; it listens on 5000');
    expect(failed.summary).toContain('### `app`: not listening on its port');
    expect(failed.summary).toContain('listening on 5000');
    await expectFirstRelease(before);
    await repository.write({ 'server.py': server(`${name}.lab.test`) });
  });
});

describe('the container of another service', () => {
  const starts = (how: string): string => `  other: { ${how} }\n`;

  test.each<[string, string, string, RegExp]>([
    [
      'that ends',
      'image: "python:3", command: [sh, -c, "echo no $$GREETING; exit 3"], env_file: .env',
      'ended',
      /other ended with exit code 3/,
    ],
    [
      'that falls over again and again',
      'image: "python:3", restart: always, command: [sh, -c, "echo falling; exit 4"]',
      'restart loop',
      /other was restarted \d+ times/,
    ],
    [
      'that needs too much memory',
      `image: "python:3", mem_limit: 48m, memswap_limit: 48m, command: [python3, -c, "x = bytearray(1 << 29); x[::4096] = b'1' * (1 << 17)"]`,
      'killed, out of memory',
      /other was killed/,
    ],
    [
      'whose program is for another machine',
      'build: { dockerfile: Dockerfile.other, context: . }',
      'wrong CPU architecture',
      /other cannot run its program \(exec format error\)/,
    ],
    [
      'whose command is not in its image',
      'image: "python:3", command: [no-such-program]',
      'ended',
      /other could not be started: .*no-such-program/,
    ],
    [
      'whose health check fails',
      'image: "python:3", command: [sleep, infinity], healthcheck: { test: "echo cannot connect; exit 7", interval: 1s, retries: 2 }',
      'health check failed',
      /other fails its health check with exit code 7.*; it printed: cannot connect/,
    ],
  ])('%s is named with its reason, and the release is rolled back', async (_, how, title, reason) => {
    const before = await release();
    await repository.write({
      'compose.yml': compose(starts(how)),
      'Dockerfile.other': 'FROM python:3\nCOPY --chmod=755 not-a-program /start\nCMD ["/start"]\n',
      'not-a-program': '\u007fELF no machine knows this\n',
    });
    const failed = await run({ 'health-timeout': '30s' });
    expect(failed.code).toBe('containers-unhealthy');
    expect(failed.error).toMatch(reason);
    expect(failed.log).toMatch(new RegExp(`--- ${reason.source}.*; its last lines:`));
    expect(failed.summary).toContain(`### \`other\`: ${title}`);
    expect(failed.log).not.toContain('hello-from-the-env-file');
    expect(failed.summary).not.toContain('hello-from-the-env-file');
    await expectFirstRelease(before);
  });
});
