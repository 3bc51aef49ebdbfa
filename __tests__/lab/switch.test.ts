import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cleanHost } from '../../lab/clean-host.js';
import { dockerHost } from '../../lab/docker-host.js';
import { execOnHost } from '../../lab/hosts.js';
import { openLab, type Lab } from '../../lab/lab.js';
import { fetchFromOutside } from '../../lab/outside.js';
import { makeRepository, runStep, wentWell, type SmallRepository, type StepRun } from '../support/lab-step.js';

/* One story: a switch that fails, or is broken off, leaves a site that answers, and the next run heals what it left. */

const minutes = 60_000;
const domain = 'turn.lab.test';
const root = '/home/ec2-user/turn';
let lab: Lab;
let site: SmallRepository;

/** Serves what `migrate` has written into the volume; listens when it is told to. */
const server = (version: string, port: number, waitSeconds = 0): string => `
import http.server, os, time
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        migrated = open('/data/versions').read().split()
        well = self.path == '/' if '${version}' == 'ill' else '${version}' != 'shy' or self.path != '/'
        self.send_response(200 if well and (self.path == '/' or '${version}' in migrated) else 500)
        self.end_headers()
        self.wfile.write(b'version ${version}')
    def log_message(self, *words): pass
time.sleep(${waitSeconds})
http.server.ThreadingHTTPServer(('', ${port}), Answer).serve_forever()
`;
const compose = (port: number, more = ''): string => `
services:
  app:
    build: .
    command: [python3, /app/server.py]
    volumes: [data:/data]
    depends_on: {migrate: {condition: service_completed_successfully}}
    healthcheck:
      test: [CMD, python3, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:${port}/migrated')"]
      interval: 2s
      timeout: 2s
      retries: 2
${more}
  migrate:
    build: .
    command: [sh, /app/migrate.sh]
    volumes: [data:/data]
  worker:
    build: .
    command: [sh, -c, "while :; do sleep 1; done"]
    init: true
volumes: {data: {}}
`;
const migrate = (version: string): string => `echo ${version} >>/data/versions\n`;
const files = (version: string, port: number): Readonly<Record<string, string>> => ({
  'compose.yaml': compose(port),
  'server.py': server(version, port),
  'migrate.sh': migrate(version),
});
const inputs = { 'app-port': '8000', 'app-protocol': 'http', domain };
const deploySite = (more: Readonly<Record<string, string>> = {}): Promise<StepRun> =>
  runStep(lab, dockerHost, site.folder, { ...inputs, ...more });
const onHost = async (script: string): Promise<string> =>
  (await execOnHost(dockerHost, ['sh', '-c', script])).stdout.trim();
const page = async (): Promise<string> => {
  const { status, body } = await fetchFromOutside(`https://${domain}/`);
  return `${status} ${body}`;
};

/** What visitors saw while something else went on. */
async function seenDuring<T>(work: Promise<T>): Promise<{ readonly result: T; readonly seen: ReadonlySet<string> }> {
  const seen = new Set<string>();
  let isOver = false;
  const over = work.finally(() => (isOver = true));
  while (!isOver) seen.add(await page().catch(String));
  return { result: await over, seen };
}

beforeAll(async () => {
  lab = await openLab();
  site = await makeRepository('turn', {
    Dockerfile: 'FROM python:3.13-slim\nCOPY . /app\n',
    ...files('one', 8000),
  });
  await cleanHost(dockerHost);
  wentWell(await deploySite());
}, 3 * minutes);

afterAll(async () => {
  await site.remove();
});

test(
  'a release at another port that is unhealthy leaves the site answering, during and after the attempt',
  async () => {
    await site.write({ ...files('two', 8100), 'server.py': server('ill', 8100) });
    const { result, seen } = await seenDuring(deploySite({ 'app-port': '8100' }));
    expect(result).toMatchObject({ exitCode: 1, code: 'containers-unhealthy' });
    expect([...seen]).toEqual(['200 version one']);
    expect(await page()).toBe('200 version one');
    expect(await onHost(`ls ${root}/unverified; readlink ${root}/edge/live/current | grep -c :8000/`)).toBe('1');
  },
  2 * minutes,
);

test(
  'a release at another port goes live without a lost request, and its one-shot has run before its app starts',
  async () => {
    await site.write(files('two', 8100));
    const command = `python3 -c "assert 'two' in open('/data/versions').read()"`;
    const { result, seen } = await seenDuring(deploySite({ 'app-port': '8100', 'release-command': command }));
    wentWell(result);
    expect([...seen]).toEqual(['200 version one', '200 version two']);
    expect(await onHost('docker run --rm -v turn_data:/data python:3.13-slim tail -n 1 /data/versions')).toBe('two');
    expect((await deploySite({ 'app-port': '8100' })).outputs['changed']).toBe('false');
  },
  2 * minutes,
);

test(
  'a release at another port that does not hold from outside is taken back, to the port of the one before',
  async () => {
    await site.write({ ...files('shy', 8200) });
    const run = await deploySite({ 'app-port': '8200', 'health-path': '/' });
    expect(run).toMatchObject({ exitCode: 1, code: 'health-check-failed' });
    expect(await page()).toBe('200 version two');
    expect(await onHost(`readlink ${root}/edge/live/current`)).toMatch(/^http\/release-[\w-]+:8100\//);
    await site.write(files('two', 8100));
  },
  2 * minutes,
);

test(
  'a one-shot that fails ends the deploy with its last lines, before the app is switched',
  async () => {
    await site.write({ 'migrate.sh': 'echo no such table >&2; exit 3\n' });
    const { result: run, seen } = await seenDuring(deploySite({ 'app-port': '8100' }));
    expect(run).toMatchObject({ exitCode: 1, code: 'containers-unhealthy' });
    expect([...seen]).toEqual(['200 version two']);
    expect(run.error).toMatch(/no such table[^]*|migrate, a one-shot service that must complete first/);
    expect(await page()).toBe('200 version two');
    await site.write({ 'migrate.sh': migrate('two') });
  },
  2 * minutes,
);

test(
  'a switch that was broken off, and a configuration that was written and not loaded, are healed by the next run',
  async () => {
    await onHost(`rm ${root}/records/*/up; printf '# mine\\n' >>${root}/edge/site.conf`);
    await onHost(
      'docker rm -f turn-worker-1 && docker run -d --name turn-worker-1 --init --label com.docker.compose.project=turn --label com.docker.compose.service=worker --label com.docker.compose.oneoff=False --label com.docker.compose.container-number=1 --label com.docker.compose.config-hash=old python:3.13-slim sleep 600',
    );
    const run = wentWell(await deploySite({ 'app-port': '8100' }));
    expect(run.begun).toEqual(expect.arrayContaining(['proxy', 'up']));
    expect(
      await onHost(
        'docker inspect --format "{{index .Config.Labels \\"com.docker.compose.config-hash\\"}}" turn-worker-1',
      ),
    ).not.toBe('old');
    expect(await onHost(`grep -c '# mine' ${root}/edge/site.conf || true`)).toBe('0');
    await onHost(`printf 'other other other\\n' >${root}/edge.loaded`);
    const again = wentWell(await deploySite({ 'app-port': '8100' }));
    expect(again.begun).toEqual(['proxy']);
    expect((await deploySite({ 'app-port': '8100' })).outputs['changed']).toBe('false');
  },
  2 * minutes,
);

test(
  'a link that cannot be turned stops nothing, and the site answers on',
  async () => {
    await site.write(files('three', 8100));
    await onHost(`mount -t tmpfs -o size=16k,nr_inodes=8 none ${root}/edge/live && :`);
    try {
      expect((await deploySite({ 'app-port': '8100' })).exitCode).toBe(1);
    } finally {
      await onHost(`umount ${root}/edge/live`);
    }
    expect(await page()).toBe('200 version two');
    wentWell(await deploySite({ 'app-port': '8100' }));
    expect(await page()).toBe('200 version three');
  },
  2 * minutes,
);
