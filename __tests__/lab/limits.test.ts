import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { cleanHost } from '../../lab/clean-host.js';
import { dockerHost } from '../../lab/docker-host.js';
import { docker } from '../../lab/docker.js';
import { deploy } from '../../lab/deploy.js';
import { execOnHost } from '../../lab/hosts.js';
import { openLab, type Lab } from '../../lab/lab.js';
import { makeRepository, runStep, type SmallRepository } from '../support/lab-step.js';

/* What hangs on a host, or falls over again and again, has an end: named by its step, with the lock free after it. */
jest.setTimeout(180_000);

let lab: Lab;
const repositories: SmallRepository[] = [];

beforeAll(async () => {
  lab = await openLab();
});
beforeEach(() => cleanHost(dockerHost));
afterAll(async () => await Promise.all(repositories.map((repository) => repository.remove())));

async function repository(name: string, files: Readonly<Record<string, string>>): Promise<SmallRepository> {
  const made = await makeRepository(name, files);
  repositories.push(made);
  return made;
}

async function onHost(script: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await execOnHost(dockerHost, ['sh', '-c', script, 'sh', ...args], { user: 'ec2-user' });
  return stdout.trim();
}

const isLockFree = async (name: string): Promise<boolean> =>
  (await onHost('flock -n "$HOME/$1/lock" echo free', name)) === 'free';

const server = 'from http.server import *\nHTTPServer(("", 8000), SimpleHTTPRequestHandler).serve_forever()\n';

describe('a proxy of the stack that falls over after the switch', () => {
  test('ends the certificate’s step that waits for it, with its name and its last lines', async () => {
    const { folder } = await repository('falling-proxy', {
      'compose.yml': `
services:
  app: { image: "python:3", command: [sleep, infinity] }
  proxy:
    image: nginx
    restart: always
    ports: ["80:80", "443:443"]
    command: [sh, -c, "sleep 5; nginx-missing -g 'daemon off;'"]
    volumes: ["certs:/etc/letsencrypt", "www:/vol/www"]
  certbot:
    image: certbot/certbot
    entrypoint: []
    command: ["true"]
    volumes: ["certs:/etc/letsencrypt", "www:/vol/www"]
volumes: { certs: {}, www: {} }
`,
    });
    const run = await runStep(lab, dockerHost, folder, {
      'certify-command': 'sh -c "until nc -z proxy 80; do echo no proxy yet; sleep 1; done"',
      timeout: '4m',
    });
    expect(run.code).toBe('containers-unhealthy');
    expect(run.error).toMatch(/proxy was restarted \d+ times(, its last exit code is 127)? while the step certify ran/);
    expect(run.log).toMatch(/nginx-missing.*not found/);
    expect(run.log).toContain('no proxy yet');
    expect(run.seconds).toBeLessThan(120);
    expect(await isLockFree('falling-proxy')).toBe(true);
    expect(await onHost('docker ps -q --filter label=com.docker.compose.oneoff=True')).toBe('');
  });
});

describe('a release command in an image whose entrypoint ignores it', () => {
  test('ends with its limit, and the error says what is wrong with the image', async () => {
    const { folder } = await repository('deaf-entrypoint', {
      'compose.yml': 'services: { app: { build: . } }\n',
      Dockerfile: 'FROM python:3\nCOPY . /srv\nWORKDIR /srv\nENTRYPOINT ["python", "server.py"]\n',
      'server.py': server,
    });
    const run = await runStep(lab, dockerHost, folder, {
      ...{ 'app-port': '8000', 'app-protocol': 'http' },
      ...{ 'release-command': 'python migrate.py', limits: 'release-command: 15s' },
    });
    expect(run.code).toBe('step-timed-out');
    expect(run.error).toMatch(/release-command did not end within its limit of 15 s.*ENTRYPOINT ignores its arguments/);
    expect(run.log).toMatch(/release-command is waiting for the release command in a container of app: \d+ s so far/);
    expect(await isLockFree('deaf-entrypoint')).toBe(true);
    expect(await onHost('docker ps -q --filter label=com.docker.compose.oneoff=True')).toBe('');
  });
});

describe('a runner that is killed while a step hangs', () => {
  test('leaves a host that the next run can use at once', async () => {
    const { folder } = await repository('killed-runner', {
      'compose.yml': 'services: { app: { build: . } }\n',
      Dockerfile: 'FROM python:3\nCOPY . /srv\nWORKDIR /srv\nCMD ["python", "server.py"]\n',
      'server.py': server,
    });
    const inputs = { 'app-port': '8000', 'app-protocol': 'http' };
    let killing: Promise<unknown> | undefined;
    const killed = await deploy({
      ...{ lab, folder, host: dockerHost, inputs: { ...inputs, 'release-command': 'echo hanging; sleep 600' } },
      onLine: (line) => {
        if (line.includes('│ hanging')) killing ??= killRunners('killed-runner');
      },
    });
    await killing;
    expect(killed.exitCode).not.toBe(0);
    await sleep(3_000);
    expect(await onHost('tail -n 1 "$HOME/killed-runner/journal.jsonl"')).toMatch(
      /"cancelled","step":"release-command"/,
    );
    expect(await isLockFree('killed-runner')).toBe(true);
    const next = await deploy({ lab, folder, host: dockerHost, inputs });
    expect(next).toMatchObject({ exitCode: 0, outputs: { changed: 'true' } });
    expect(next.log).not.toContain('The deploy lock is held');
  });
});

/** Ends the runner of a deploy of this repository without warning, as a machine that loses its power does. */
async function killRunners(name: string): Promise<void> {
  const { stdout } = await docker(['ps', '--quiet', '--filter', 'name=^ehd-run-']);
  for (const id of stdout.split('\n').filter((line) => line !== '')) {
    const seen = await docker(['inspect', '--format', '{{range .Config.Env}}{{println .}}{{end}}', id], {
      allowFailure: true,
    });
    if (seen.stdout.includes(`GITHUB_REPOSITORY=example/${name}\n`)) await docker(['kill', id]);
  }
}
