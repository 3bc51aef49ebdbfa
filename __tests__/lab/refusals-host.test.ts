import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { execOnHost, resetHost } from '../../lab/hosts.js';
import { openLab, type Lab } from '../../lab/lab.js';
import { harmIn } from '../support/harm.js';
import { makeRepository, runStep, type SmallRepository, type StepRun } from '../support/lab-step.js';
import { watch } from '../support/untouched.js';

// Each case is a run of the action in a container of its own.
jest.setTimeout(60_000);

const domain = 'refused.lab.test';
let lab: Lab;
let site: SmallRepository;

const run = (inputs: Readonly<Record<string, string>> = {}): Promise<StepRun> =>
  runStep(lab, 'amazon', site.folder, { domain, ...inputs });
const onHost = async (script: string, ...args: readonly string[]): Promise<string> => {
  const { exitCode, stdout, stderr } = await execOnHost('amazon', ['sh', '-euc', script, 'sh', ...args]);
  if (exitCode !== 0) throw new Error(`${script}: ${stderr}`);
  return stdout.trim();
};

/** Brings the host into a state, runs the step, undoes the state; what the step changed on the host and in DNS must be nothing. */
async function refusedOn(state: string, undo: string, inputs: Readonly<Record<string, string>> = {}): Promise<StepRun> {
  await onHost(state);
  try {
    const changed = await watch(lab, 'amazon', domain);
    const refused = await run(inputs);
    expect(await changed()).toEqual([]);
    expect(refused.exitCode).toBe(1);
    expect(refused.begun).toEqual([]);
    return refused;
  } finally {
    await onHost(undo);
  }
}

beforeAll(async () => {
  lab = await openLab();
  site = await makeRepository('refused', {
    'compose.yaml': 'services:\n  app:\n    image: debian:stable\n    command: [/serve]\n',
  });
  await resetHost('amazon');
}, 120_000);

afterAll(() => site.remove());

test('port 80 held by another program, which is named', async () => {
  const start =
    'systemd-run --quiet --unit=squatter python3 -m http.server 80; for i in 1 2 3 4 5 6 7 8 9; do sleep 0.5; ss -Hltn "sport = :80" | grep -q . && exit 0; done; exit 1';
  const refused = await refusedOn(start, 'systemctl stop squatter');
  expect(refused.code).toBe('port-in-use');
  expect(refused.error).toMatch(/Port 80 of the host is in use by python3/);
  expect(refused.error).toMatch(/What to do: .*ss -ltnp/);
  expect(harmIn(refused.error)).toEqual([]);
});

test('a user without sudo where something has to be installed', async () => {
  const add =
    'useradd -m -s /bin/bash plain; install -d -m 700 -o plain -g plain ~plain/.ssh; install -m 600 -o plain -g plain ~ec2-user/.ssh/authorized_keys ~plain/.ssh/authorized_keys';
  const refused = await refusedOn(add, 'loginctl terminate-user plain 2>/dev/null || true; userdel -rf plain', {
    user: 'plain',
  });
  expect(refused.code).toBe('sudo-required');
  expect(refused.error).toMatch(/Docker Engine, docker compose, cron must be installed, but plain is not root/);
  expect(refused.error).toContain('ec2-user');
});

test('a disk that is too small', async () => {
  const small =
    'install -d -o ec2-user ~ec2-user/small; mount -t tmpfs -o size=200m,uid=1000 tmpfs ~ec2-user/small; chown ec2-user ~ec2-user/small';
  const refused = await refusedOn(small, 'umount ~ec2-user/small; rmdir ~ec2-user/small', { path: '~/small/site' });
  expect(refused.code).toBe('insufficient-disk');
  expect(refused.error).toMatch(/has 200\.0 MiB of free disk space, a deploy needs 1\.0 GiB/);
});

test('a system that nothing can be installed on', async () => {
  const other = `printf 'ID=slackware\\nVERSION_ID=15.0\\nPRETTY_NAME="Slackware 15.0"\\n' >/run/os-release; mount --bind /run/os-release /usr/lib/os-release`;
  const refused = await refusedOn(other, 'umount /usr/lib/os-release');
  expect(refused.code).toBe('os-unsupported');
  expect(refused.error).toMatch(/cannot be installed on Slackware 15\.0/);
});

test("a path outside of the user's reach", async () => {
  const refused = await refusedOn('true', 'true', { path: '/opt/sites/shop' });
  expect(refused.code).toBe('path-not-writable');
  expect(refused.error).toMatch(/ec2-user cannot write to \/opt\/sites\/shop/);
  expect(refused.error).toContain('sudo install -d -o ec2-user /opt/sites/shop');
});

test('no Docker and no cron, and bootstrap is false', async () => {
  const refused = await refusedOn('true', 'true', { bootstrap: 'false' });
  expect(refused.code).toBe('preconditions-failed');
  expect(refused.error).toMatch(/Docker Engine is missing, and "bootstrap" is false \[docker-missing\]/);
  expect(refused.error).toMatch(/cron is missing, and "bootstrap" is false/);
});

test('all that is in the way is told at once', async () => {
  const taken = 'systemd-run --quiet --unit=squatter python3 -m http.server 443; sleep 2';
  const refused = await refusedOn(taken, 'systemctl stop squatter', { path: '/opt/shop', bootstrap: 'false' });
  expect(refused.code).toBe('preconditions-failed');
  for (const code of ['port-in-use', 'path-not-writable', 'docker-missing'])
    expect(refused.error).toContain(`[${code}]`);
  expect(await readFile(refused.files.summary, 'utf8')).toContain('port-in-use');
});
