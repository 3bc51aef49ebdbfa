import { expect, jest, test } from '@jest/globals';
import type { ServerChannel } from 'ssh2';
import { carriedOut, commandsIn, FORGED, FORGED_COMMANDS, FORGED_TEXT } from '../support/hostile.js';
import { SOME_KEY, startGoodbye, startHost, type HostileHost } from '../support/hostile-host.js';
import { toldOf, toldRelease, type Told } from '../support/observation.js';
import { runShipped, type ShippedRun } from '../support/shipped-action.js';

jest.setTimeout(60_000);

async function runOn(host: HostileHost): Promise<ShippedRun> {
  return await runShipped({
    host: '127.0.0.1',
    port: `${host.port}`,
    user: 'ec2-user',
    domain: 'app.example.com',
    dns: 'none',
    email: 'ops@example.com',
    timeout: '4s',
    'host-key': 'accept-any',
    'ssh-key': SOME_KEY,
  });
}

/** The run failed and said so; of what the host wrote, all is there to be read and nothing was carried out. */
function expectNothingForged({ exitCode, stdout, stderr, outputs }: ShippedRun): void {
  expect(`${stdout}${stderr}`).toContain(FORGED);
  expect(commandsIn(stderr)).toEqual([]);
  const names = commandsIn(stdout).map(({ name }) => name);
  expect([...new Set(names)].filter((name) => !/^(add-mask|group|endgroup|warning)$/.test(name))).toEqual(['error']);
  expect(names.filter((name) => name === 'error')).toHaveLength(1);
  // "host-key: accept-any" is warned of.
  expect(names.filter((name) => name === 'warning').length).toBeLessThanOrEqual(1);
  const log = carriedOut(stdout);
  expect([log.outputs(), log.state(), log.hasFailed()]).toEqual([{}, {}, false]);
  expect(Object.values(outputs)).not.toContain(FORGED);
  expect(exitCode).toBe(1);
}

const noDocker = { access: 'none', version: null, compose: null, has_compose_v1: false };

/** A host on which everything is ready for a first deploy, less what a test says otherwise. */
function facts(changes: Told = {}): string {
  return toldOf({
    programs: { has_docker: true, has_git: true, ssh_version: null, has_cron: true, is_cron_running: true },
    docker: { access: 'direct', version: '28.5.1', compose: '2.40.2', has_compose_v1: false },
    ...changes,
  });
}

function end(channel: ServerChannel, stdout: string, status: number): Promise<void> {
  channel.stderr.write(FORGED_TEXT);
  channel.write(stdout, () => {
    channel.exit(status);
    channel.end();
  });
  return Promise.resolve();
}

test('the goodbye of an SSH server that was never trusted gives the runner no command', async () => {
  await using host = await startGoodbye(FORGED_TEXT);
  const run = await runOn(host);
  expectNothingForged(run);
  expect(run.stdout).toContain('[host-unreachable]');
});

test('a host whose every program prints workflow commands gives the runner none', async () => {
  await using host = await startHost(FORGED_TEXT, (_, channel) => end(channel, FORGED_TEXT, 1));
  expectNothingForged(await runOn(host));
});

test.each<[string, Told]>([
  ['of a form of its own', { release: { ...toldRelease, name: FORGED_TEXT } }],
  ['that is any text', { system: { os_id: 'other', os_name: FORGED_COMMANDS[1] }, docker: noDocker }],
  ['that names who has a port', { ports: [{ port: 80, holder: FORGED_COMMANDS[3], is_ours: false }] }],
])('a fact %s that holds workflow commands gives the runner none', async (_, changes) => {
  await using host = await startHost(FORGED_TEXT, (_program, channel) => end(channel, facts(changes), 0));
  expectNothingForged(await runOn(host));
});

test('log lines and a failure of the host program that hold workflow commands give the runner none', async () => {
  const events = [
    { event: 'begin', step: 'build' },
    ...FORGED_COMMANDS.map((text) => ({ event: 'log', step: 'build', text })),
    { event: 'log', step: 'build', text: FORGED_TEXT },
    { event: 'begin', step: FORGED_TEXT },
    { event: 'end', step: FORGED_TEXT, rc: 0, milliseconds: 1 },
    { event: 'failure', step: 'build', code: 'build-failed', text: FORGED_TEXT },
    { event: 'done', text: 'failed' },
  ];
  const looked: string[] = [];
  await using host = await startHost(FORGED_TEXT, (program, channel) => {
    looked.push(program);
    const answer = looked.length === 1 ? facts() : events.map((event) => `${JSON.stringify(event)}\n`).join('');
    return end(channel, answer, looked.length === 1 ? 0 : 1);
  });
  const run = await runOn(host);
  expect(run.stdout).toContain('[build-failed]');
  expectNothingForged(run);
});
