import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { removeRecords } from '../../lab/demo/zone-records.js';
import { execOnHost, resetHost } from '../../lab/hosts.js';
import { openLab, type Lab } from '../../lab/lab.js';
import { fetchFromOutside } from '../../lab/outside.js';
import { startLabAccount, type LabAccount } from '../support/lab-account.js';
import { makeRepository, runStep, wentWell, type SmallRepository, type StepRun } from '../support/lab-step.js';

// One story: a workflow without a secret, for an instance whose port 22 is closed to all but the endpoint of its VPC.
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
const run = (inputs: Readonly<Record<string, string>> = {}): Promise<StepRun> =>
  runStep(lab, 'ready', site.folder, { domain, 'app-port': '8000', ...withoutSecrets, ...inputs }, account.env);
const onHost = async (script: string): Promise<string> =>
  (await execOnHost('ready', ['sh', '-c', script])).stdout.trim();

beforeAll(async () => {
  lab = await openLab();
  site = await makeRepository('keyless', files);
  await Promise.all([resetHost('ready'), removeRecords(lab, domain)]);
  account = await startLabAccount(lab, 'ready', 'keyless');
  await account.closePort();
}, 3 * minutes);

afterAll(async () => {
  await account[Symbol.asyncDispose]();
  await site.remove();
  await Promise.all([resetHost('ready'), removeRecords(lab, domain), removeRecords(lab, 'eice-1.lab.test')]);
}, 2 * minutes);

test(
  'an instance whose port is closed, in a VPC without an endpoint, is refused at once with both ways in',
  async () => {
    const { endpoints } = account.overlay;
    account.overlay.endpoints = [];
    try {
      const refused = await run();
      expect(refused).toMatchObject({ exitCode: 1, code: 'ssh-port-closed' });
      expect(refused.error).toMatch(/open-port: true[^]*create-instance-connect-endpoint/);
    } finally {
      account.overlay.endpoints = endpoints;
    }
  },
  minutes,
);

test(
  'the first deploy goes through the endpoint, verifies the host by its console, and ends with HTTPS',
  async () => {
    const { log, outputs } = wentWell(await run());
    expect(outputs).toMatchObject({ changed: 'true', 'previous-release': '' });
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
    expect(key?.Value).toBe(lab.hosts.ready.fingerprint);
    account.overlay.denied.add('ec2:GetConsoleOutput');
    const { outputs, log } = wentWell(await run());
    expect(outputs['changed']).toBe('false');
    expect(log).not.toContain('console output');
  },
  2 * minutes,
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
