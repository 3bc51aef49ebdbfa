import { execa } from 'execa';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ChangeResourceRecordSetsCommand, CreateHostedZoneCommand, Route53Client } from '@aws-sdk/client-route-53';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { dockerHost } from '../../lab/docker-host.js';
import { suggestRenewal, withRenewals } from '../../lab/acme-server.js';
import { removeContainer } from '../../lab/containers.js';
import { docker, type DockerResult } from '../../lab/docker.js';
import { publishRepository } from '../../lab/git-host.js';
import { execOnHost, startWhenNamed } from '../../lab/hosts.js';
import { ensureImage } from '../../lab/images.js';
import { openLab, type Lab } from '../../lab/lab.js';
import { ask } from '../../lab/name-server.js';
import { networkName } from '../../lab/network.js';
import { zonesNamed } from '../support/lab-zone.js';

jest.setTimeout(180_000);

const quiet = (): void => undefined;
const siteAddress = '172.30.0.90';
let lab: Lab;
let route53: Route53Client;
let visitor: string;

beforeAll(async () => {
  lab = await openLab();
  await startWhenNamed(dockerHost);
  const credentials = { accessKeyId: 'lab', secretAccessKey: 'lab' };
  route53 = new Route53Client({ endpoint: lab.route53.endpoint, region: 'us-east-1', credentials });
  visitor = await ensureImage('node', quiet);
}, 900_000);

afterAll(() => route53.destroy());

async function upsert(Name: string, Type: 'A' | 'CNAME' | 'TXT', Value: string): Promise<void> {
  const ResourceRecordSet = { Name, Type, TTL: 60, ResourceRecords: [{ Value }] };
  const ChangeBatch = { Changes: [{ Action: 'UPSERT' as const, ResourceRecordSet }] };
  await route53.send(new ChangeResourceRecordSetsCommand({ HostedZoneId: lab.route53.hostedZoneId, ChangeBatch }));
}

/** A program in a container of its own that knows nothing of the lab but its name server. */
function visit(args: readonly string[], image = visitor): Promise<DockerResult> {
  const place = ['--rm', '--network', networkName, '--dns', lab.dns.address];
  return docker(['run', ...place, ...args.slice(0, -1), image, 'sh', '-euc', args.at(-1) ?? 'true'], {
    allowFailure: true,
  });
}

describe('the name server', () => {
  test('answers with a record as soon as Route 53 has it', async () => {
    await upsert('now.lab.test', 'A', '192.0.2.1');
    expect(await ask('now.lab.test', 'A')).toEqual(['192.0.2.1']);
    await upsert('now.lab.test', 'A', '192.0.2.2');
    expect(await ask('now.lab.test', 'A')).toEqual(['192.0.2.2']);
  });

  test("follows a CNAME to a host's public name", async () => {
    await upsert('alias.lab.test', 'CNAME', lab.hosts[dockerHost].publicName);
    expect(await ask('alias.lab.test', 'A')).toEqual([lab.hosts[dockerHost].address]);
  });

  test('says no for what no zone holds, without asking anyone', async () => {
    expect(await ask('nobody.lab.test', 'A')).toEqual([]);
    expect(await ask('nobody.example', 'A')).toEqual([]);
  });

  test('names the servers that Route 53 gave the zone, and others for a zone that is not delegated', async () => {
    expect((await ask('lab.test', 'NS')).every((name) => /^ns-\d+\.awsdns-/.test(name))).toBe(true);
    const Name = 'undelegated.services.test';
    await route53.send(new CreateHostedZoneCommand({ Name, CallerReference: `test-${Date.now()}` }));
    try {
      const servers = await ask(Name, 'NS');
      expect(servers).toHaveLength(2);
      expect(servers.some((name) => name.includes('awsdns'))).toBe(false);
    } finally {
      for (const zone of await zonesNamed(lab, Name)) await zone.remove();
    }
  });
});

describe('the web', () => {
  test.each(['python:3.12-slim-bookworm', 'redis:7-alpine'])('a host pulls %s without any setting', async (image) => {
    const pulled = await execOnHost(dockerHost, ['docker', 'pull', '--quiet', image]);
    expect(pulled).toMatchObject({ exitCode: 0, stdout: `docker.io/library/${image}` });
  });

  test('an image that has no stand-in is not there', async () => {
    const pulled = await execOnHost(dockerHost, ['docker', 'pull', '--quiet', 'library/nobody:1']);
    expect(pulled.exitCode).not.toBe(0);
    expect(pulled.stderr).toMatch(/manifest unknown|not found/);
  });

  test('the compose plugin comes from GitHub and has the digest that the lab tells', async () => {
    const { url, sha256 } = lab.downloads.composePlugin;
    const fetched = await visit(['-e', `URL=${url}`, 'curl -sSfL "$URL" | sha256sum']);
    expect(fetched.stdout).toBe(`${sha256}  -`);
  });
});

describe('the ACME server', () => {
  const site = 'ehd-test-site';
  const volumes = ['-v', 'ehd-test-webroot:/site', '-v', 'ehd-test-certificates:/etc/letsencrypt'];

  afterAll(async () => {
    await removeContainer(site);
    await docker(['volume', 'rm', 'ehd-test-webroot', 'ehd-test-certificates'], { allowFailure: true });
  });

  async function certbot(args: readonly string[]): Promise<string> {
    const place = ['--rm', '--network', networkName, '--dns', lab.dns.address, ...volumes];
    const { stdout, stderr } = await docker(['run', ...place, await ensureImage('certbot', quiet), ...args, '-n'], {
      allowFailure: true,
    });
    return `${stdout}\n${stderr}`;
  }

  test('certifies what Route 53 points at, under the name of Let’s Encrypt, and renews when it is told to', async () => {
    await upsert('certified.lab.test', 'A', siteAddress);
    const content = ['-v', 'ehd-test-webroot:/usr/share/nginx/html'];
    const place = ['--detach', '--name', site, '--network', networkName, '--ip', siteAddress];
    await docker(['run', ...place, ...content, await ensureImage('nginx', quiet)]);
    const order = ['certonly', '--webroot', '-w', '/site', '--agree-tos', '--register-unsafely-without-email'];
    expect(await certbot([...order, '-d', 'certified.lab.test'])).toContain('Successfully received certificate');
    await withRenewals(async () => {
      expect(await certbot(['renew'])).toContain('not due for renewal yet');
      await suggestRenewal('now');
      expect(await certbot(['renew', '--no-random-sleep-on-renew'])).toContain('all renewals succeeded');
    });
    expect(await certbot([...order, '-d', 'elsewhere.lab.test'])).toContain('could not resolve');
  });
});

describe('the Git host', () => {
  let folder: string;
  const ssh = (): string => `ssh -i /run/deploy_key -o UserKnownHostsFile=/run/known_hosts -o IdentitiesOnly=yes`;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lab-git-'));
    const inFolder = { cwd: folder };
    await execa('git', ['init', '--quiet', '--initial-branch', 'main'], inFolder);
    await writeFile(path.join(folder, 'page.txt'), 'from the repository\n');
    await execa('git', ['add', '.'], inFolder);
    const author = ['-c', 'user.name=Lab', '-c', 'user.email=lab@lab.test'];
    await execa('git', [...author, 'commit', '--quiet', '-m', 'A page'], inFolder);
    await publishRepository(folder, 'services-test');
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function asDeployKey(url: string, script: string): Promise<DockerResult> {
    const files = [
      '-v',
      `${lab.git.deployKeyFile}:/run/deploy_key:ro`,
      '-v',
      `${lab.git.knownHosts}:/run/known_hosts:ro`,
    ];
    const settings = ['-e', `URL=${url}`, '-e', `GIT_SSH_COMMAND=${ssh()}`];
    return visit([...files, ...settings, script], await ensureImage('runner', quiet));
  }

  test.each(['ssh://git@git.lab.test/srv/git/services-test.git', 'git@github.com:owner/services-test.git'])(
    'lets the deploy key read %s',
    async (url) => {
      const cloned = await asDeployKey(url, 'git clone -q "$URL" /tmp/copy && cat /tmp/copy/page.txt');
      expect(cloned).toMatchObject({ exitCode: 0, stdout: 'from the repository' });
    },
  );

  test('lets it write nothing', async () => {
    const script = 'git clone -q "$URL" /tmp/copy && cd /tmp/copy && git push -q origin HEAD:refs/heads/other';
    const pushed = await asDeployKey('ssh://git@git.lab.test/srv/git/services-test.git', script);
    expect(pushed.exitCode).not.toBe(0);
    expect(pushed.stderr).toContain('read only');
  });
});
