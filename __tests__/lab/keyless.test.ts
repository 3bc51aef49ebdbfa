import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cleanHost } from '../../lab/clean-host.js';
import { dockerHost } from '../../lab/docker-host.js';
import type { LabAccount } from '../../lab/aws/account.js';
import type { DeployOptions } from '../../lab/deploy.js';
import { removeRecords } from '../../lab/demo/zone-records.js';
import { execOnHost } from '../../lab/hosts.js';
import { openLab, type Lab } from '../../lab/lab.js';
import { fetchFromOutside } from '../../lab/outside.js';
import { startLabAccount } from '../support/lab-account.js';
import { makeRepository, runStep, wentWell, type SmallRepository, type StepRun } from '../support/lab-step.js';

// One story: a workflow without a secret, for an instance whose port 22 is closed to all but the endpoint of its VPC, and opened for a login.
const domain = 'keyless.lab.test';
const minutes = 60_000;
const files = {
  Dockerfile: 'FROM python:3.12-slim\nWORKDIR /srv\nCOPY index.html .\nCMD ["python3", "-m", "http.server", "8000"]\n',
  'index.html': 'no key\n',
};
let lab: Lab;
let account: LabAccount;
let site: SmallRepository;

/** The lab fills in host, key and host key where they are not given. */
const withoutSecrets = { host: '', 'ssh-key': '', 'host-key': '', instance: 'tag:Name=keyless', user: 'ec2-user' };
type More = Pick<DeployOptions, 'onLine' | 'signal'>;
const run = (inputs: Readonly<Record<string, string>> = {}, more: More = {}): Promise<StepRun> => {
  const all = { domain, 'app-port': '8000', ...withoutSecrets, ...inputs };
  return runStep(lab, dockerHost, site.folder, all, { env: account.env, ...more });
};
const sshd = (): string => `http://${lab.hosts[dockerHost].address}:${lab.hosts[dockerHost].sshPort}/`;
const onHost = async (script: string): Promise<string> =>
  (await execOnHost(dockerHost, ['sh', '-c', script])).stdout.trim();

beforeAll(async () => {
  lab = await openLab();
  site = await makeRepository('keyless', files);
  await Promise.all([cleanHost(dockerHost), removeRecords(lab, domain)]);
  account = await startLabAccount(lab, dockerHost, 'keyless');
  // On a machine without the AWS CLI and moto they are installed now.
}, 8 * minutes);

afterAll(async () => {
  await account[Symbol.asyncDispose]();
  await site.remove();
  await removeRecords(lab, domain);
}, 2 * minutes);

/** In a VPC without an endpoint. */
const runDirectly: typeof run = async (inputs, more) => {
  const { endpoints } = account.overlay;
  account.overlay.endpoints = [];
  try {
    return await run(inputs, more);
  } finally {
    account.overlay.endpoints = endpoints;
  }
};

test(
  'an instance whose port is closed, in a VPC without an endpoint, is refused at once with both ways in',
  async () => {
    const refused = await runDirectly();
    expect(refused).toMatchObject({ exitCode: 1, code: 'ssh-port-closed' });
    expect(refused.error).toMatch(/open-port: true[^]*create-instance-connect-endpoint/);
  },
  minutes,
);

test(
  'the first deploy goes through the endpoint, verifies the host by its console, and ends with HTTPS',
  async () => {
    const { log, outputs } = wentWell(await run());
    expect(outputs).toMatchObject({ changed: 'true', 'previous-release': '' });
    expect(account.env).toHaveProperty('AWS_SESSION_TOKEN');
    expect(log).toMatch(/The host key is taken from the console output of i-\w+ \(keyless\)/);
    expect(log).toContain('Access: through the EC2 Instance Connect Endpoint eice-1');
    expect((await fetchFromOutside(`https://${domain}/`)).body).toContain('no key');
  },
  5 * minutes,
);

test(
  'the next deploy verifies the host by the tag of the instance, and changes nothing',
  async () => {
    const [key] = (await account.instance())?.Tags?.filter((tag) => tag.Key === 'ec2-https-deploy:host-key') ?? [];
    expect(key?.Value).toBe(lab.hosts[dockerHost].fingerprint);
    account.overlay.denied.add('ec2:GetConsoleOutput');
    const { outputs, log } = wentWell(await run());
    expect(outputs['changed']).toBe('false');
    expect(log).not.toContain('console output');
  },
  2 * minutes,
);

test(
  'open-port admits the runner through the security group for the time of the login, and removes no rule but its own',
  async () => {
    await account.allow('198.51.100.0/24', 'office');
    await account.allow('198.51.100.9/32', 'ec2-https-deploy example/keyless run 7.1 until 2026-01-01T00:00:00Z');
    const { log } = wentWell(await runDirectly({ 'open-port': 'true' }));
    expect(log).toMatch(/Removed an expired rule of an earlier run from sg-\w+: 198\.51\.100\.9\/32/);
    expect(log).toMatch(/Opened port 22 for 172\.30\.0\.\d+\/32 until the login is complete/);
    expect(log).toContain('Closed the port again');
    expect(await account.rules()).toEqual(['office']);
    await expect(fetchFromOutside(sshd(), { timeoutMs: 3_000 })).rejects.toThrow('The operation was aborted');
  },
  2 * minutes,
);

test(
  'a rule that takes effect some seconds after the call is waited for',
  async () => {
    account.guard.delayMs = 5_000;
    const { log } = wentWell(await runDirectly({ 'open-port': 'true' }));
    account.guard.delayMs = 0;
    expect(log).toContain('Closed the port again');
    expect(await account.rules()).toEqual(['office']);
    // The rule of this run would admit the next one.
    await account.guard.settled();
  },
  2 * minutes,
);

test(
  'a run that is cancelled while the port is open closes it in its post step',
  async () => {
    account.guard.delayMs = 10 * minutes;
    const cancelled = new AbortController();
    let during = Promise.resolve<readonly string[]>([]);
    const onLine = (line: string): void => {
      if (!line.includes('Opened port 22')) return;
      during = account.rules().finally(() => cancelled.abort());
    };
    const { exitCode, log } = await runDirectly({ 'open-port': 'true' }, { onLine, signal: cancelled.signal });
    account.guard.delayMs = 0;
    expect(await during).toEqual([
      'office',
      expect.stringMatching(/^ec2-https-deploy example\/keyless run 1\.1 until /),
    ]);
    expect(exitCode).not.toBe(0);
    expect(log).toMatch(/Removed the rule sgr-\w+ for 172\.30\.0\.\d+\/32 from sg-/);
    expect(await account.rules()).toEqual(['office']);
  },
  2 * minutes,
);

test(
  'a port that is closed to visitors ends the run, is listed by a dry run with open-web-ports, and opened by a deploy',
  async () => {
    await account.forbid(443);
    // Another network may use port 22 by now, so it would be tried first.
    const access = { access: 'instance-connect-endpoint' };
    const refused = await run(access);
    expect(refused).toMatchObject({ exitCode: 1, code: 'web-port-closed' });
    expect(refused.error).toMatch(/open-web-ports: true[^]*aws ec2 authorize-security-group-ingress --group-id sg-/);

    const planned = wentWell(await run({ ...access, 'open-web-ports': 'true', 'dry-run': 'true' }));
    expect(planned.log).toMatch(/1\. Open port 443 in security group sg-/);
    expect(await account.rules(443)).toEqual([]);

    const opened = wentWell(await run({ ...access, 'open-web-ports': 'true' }));
    expect(opened.begun).toEqual(['web-ports']);
    const description = 'ec2-https-deploy example/keyless run 1.1 for visitors (open-web-ports)';
    expect(await account.rules(443)).toEqual([description]);
    expect(wentWell(await run({ ...access, 'open-web-ports': 'true' })).outputs['changed']).toBe('false');
    expect(await account.rules(443)).toEqual([description]);
  },
  3 * minutes,
);

test(
  'a key that was pushed lets nobody in a minute later',
  async () => {
    await new Promise((resolve) => setTimeout(resolve, 61_000));
    expect(account.keys.count).toBe(0);
    expect(await onHost('cat /home/ec2-user/.ssh/authorized_keys2')).toBe('');
    expect(account.tunnels.requests.length).toBeGreaterThan(1);
  },
  2 * minutes,
);
