import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { execa } from 'execa';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { resetHost } from '../../lab/hosts.js';
import { openLab, type Lab } from '../../lab/lab.js';
import { makeRepository, runStep, type SmallRepository, type StepRun } from '../support/lab-step.js';
import { awsError, startFaultProxy } from '../support/fault-proxy.js';
import { networkGateway } from '../../lab/network.js';
import { watch } from '../support/untouched.js';

// Each case is a run of the action in a container of its own.
jest.setTimeout(60_000);

const domain = 'refused.lab.test';
const compose = 'services:\n  app:\n    image: debian:stable\n    command: [/serve]\n';
let lab: Lab;
let site: SmallRepository;
let changed: () => Promise<readonly string[]>;

type Inputs = Readonly<Record<string, string>>;
const run = (inputs: Inputs, env: Inputs = {}): Promise<StepRun> =>
  runStep(lab, 'amazon', site.folder, { domain, ...inputs }, { env });

beforeAll(async () => {
  lab = await openLab();
  site = await makeRepository('refused', { 'compose.yaml': compose });
  await resetHost('amazon');
  changed = await watch(lab, 'amazon', 'refused.lab.test');
}, 120_000);

afterAll(() => site.remove());

describe('inputs', () => {
  test.each([
    ['localhost', /has no dot/],
    ['https://shop.lab.test/', /is a URL/],
    ['*.lab.test', /is a wildcard/],
  ])('the domain %s', async (text, says) => {
    const refused = await run({ domain: text });
    expect(refused).toMatchObject({ exitCode: 1, code: 'invalid-input' });
    expect(refused.error).toContain(`domain: "${text}"`);
    expect(refused.error).toMatch(says);
  });

  test('all that is wrong is told at once', async () => {
    const refused = await run({ port: '0', 'app-protocol': 'ftp', timeout: 'soon', 'app-port': '9000x' });
    expect(refused.error).toMatch(/4 problems; nothing was changed/);
    for (const name of ['port', 'app-protocol', 'timeout', 'app-port']) expect(refused.error).toContain(`- ${name}: `);
  });

  test('lines of .env that do not parse: key and line are named, the value is not', async () => {
    const refused = await run({ env: 'GOOD=1\nOPEN="never-closed-secret\nthis is no assignment\n' });
    expect(refused).toMatchObject({ exitCode: 1, code: 'invalid-input' });
    expect(refused.error).toMatch(/env: .*OPEN/);
    expect(refused.log).not.toContain('never-closed-secret');
  });
});

describe('the repository', () => {
  test.each([
    ['missing', { 'compose-file': 'deploy.yml' }, {}, 'compose-file-missing', /deploy\.yml[^]*compose\.yaml/],
    ['no YAML', {}, { 'compose.yaml': 'services:\n  app: [\n' }, 'compose-file-invalid', /compose\.yaml.*line 3/s],
    ['without services', {}, { 'compose.yaml': 'volumes: {}\n' }, 'compose-file-invalid', /services/],
    ['without the service named', { 'app-service': 'web' }, {}, 'compose-service-missing', /web[^]*app/],
  ])('its compose file %s', async (_name, inputs, files, code, says) => {
    await site.write(files);
    try {
      const refused = await run(inputs);
      expect(refused).toMatchObject({ exitCode: 1, code });
      expect(refused.error).toMatch(says);
    } finally {
      await site.write({ 'compose.yaml': compose });
    }
  });

  test('with nothing to deploy in it', async () => {
    await site.write({ 'compose.yaml': undefined, 'README.md': 'nothing\n' });
    const refused = await run({});
    await site.write({ 'compose.yaml': compose });
    expect(refused).toMatchObject({ exitCode: 1, code: 'nothing-to-deploy' });
  });
});

describe('Route 53', () => {
  test('has no zone for the domain', async () => {
    const refused = await run({ domain: 'shop.nobody-has-this.org' });
    expect(refused).toMatchObject({ exitCode: 1, code: 'hosted-zone-not-found' });
    expect(refused.error).toMatch(/shop\.nobody-has-this\.org[^]*dns: none/);
  }, 30_000);

  test('without credentials in the environment', async () => {
    const refused = await run({}, { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' });
    expect(refused).toMatchObject({ exitCode: 1, code: 'aws-credentials-missing' });
    expect(refused.error).toContain('configure-aws-credentials');
    expect(refused.seconds).toBeLessThan(15);
  }, 60_000);

  test('denied: the action that is missing is named, with the policy', async () => {
    await using proxy = await startFaultProxy(lab.route53.endpoint, networkGateway);
    const answer = awsError(403, 'AccessDenied', 'User is not authorized to perform: route53:ListHostedZones');
    proxy.strike({ call: 'GET /hostedzone', times: 99, answer });
    const refused = await run({}, { AWS_ENDPOINT_URL_ROUTE_53: proxy.url });
    expect(refused).toMatchObject({ exitCode: 1, code: 'aws-denied' });
    expect(refused.error).toMatch(/AWS denied route53:ListHostedZones/);
    expect(refused.error).toContain('"Action"');
    expect(refused.error).not.toContain('hostedzone/*');
    expect(proxy.calls.filter((call) => !call.startsWith('GET '))).toEqual([]);
  }, 30_000);
});

describe('hostile values', () => {
  const hostile = [
    '$(touch /tmp/x /github/workspace/x)',
    '`touch /github/workspace/x`',
    '"; touch x; \'',
    '--help',
    "it's\n--flag",
  ];
  const names = [
    'host',
    'domain',
    'aliases',
    'user',
    'port',
    'host-key',
    'path',
    'source',
    'repository',
    'sha',
    'app-service',
    'app-port',
  ]
    .concat([
      'app-protocol',
      'email',
      'acme-server',
      'renew-schedule',
      'dns',
      'hosted-zone-id',
      'dns-target',
      'health-path',
    ])
    .concat([
      'max-body-size',
      'bootstrap',
      'compose-plugin',
      'dry-run',
      'timeout',
      'env-file',
      'compose-file',
      'include',
      'exclude',
    ]);

  // A checkout is mounted into the runner as it is, so that what is run there leaves its trace here.
  beforeAll(async () => {
    const options = { cwd: site.folder };
    await execa('git', ['init', '-q', '-b', 'main'], options);
    await execa('git', ['add', '--all'], options);
    await execa('git', ['-c', 'user.name=x', '-c', 'user.email=x@lab.test', 'commit', '-q', '-m', 'x'], options);
  });

  test.each(hostile)(
    '%j in every input at once: each is named or taken as a word, and nothing is run',
    async (text) => {
      const refused = await run(Object.fromEntries(names.map((name) => [name, text])));
      expect(refused).toMatchObject({ exitCode: 1, code: 'invalid-input' });
      for (const name of ['host', 'domain', 'user', 'port', 'path', 'source', 'dns', 'timeout']) {
        expect(refused.error).toContain(`- ${name}: `);
      }
      expect(existsSync(path.join(site.folder, 'x'))).toBe(false);
    },
  );

  test.each(hostile.slice(0, 3))('%j as passphrase, value and command is a word, and is not run', async (text) => {
    const taken = { 'ssh-key-passphrase': text, env: JSON.stringify({ VALUE: text }), 'release-command': text };
    const planned = await run({ ...taken, 'dry-run': 'true', 'app-port': '80', 'app-protocol': 'http' });
    expect(planned).toMatchObject({ exitCode: 0, code: undefined });
    expect(existsSync(path.join(site.folder, 'x'))).toBe(false);
  });
});

test('none of this left anything on the host or in the zone', async () => {
  expect(await changed()).toEqual([]);
});
