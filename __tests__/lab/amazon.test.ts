import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { removeRecords } from '../../lab/demo/zone-records.js';
import { execOnHost, resetHost } from '../../lab/hosts.js';
import { openLab, type Lab } from '../../lab/lab.js';
import { fetchFromOutside } from '../../lab/outside.js';
import { runStep, wentWell, type SmallRepository, type StepRun } from '../support/lab-step.js';
import { zonesNamed } from '../support/lab-zone.js';
import { containersOf, makeShop, replaced, shopInputs } from '../support/shop.js';

// One story: a compose app on an Amazon Linux look-alike, each test going on from where the one before left the host.
const domain = 'shop.lab.test';
const minutes = 60_000;
let lab: Lab;
let shop: SmallRepository;

const deployShop = (more: Readonly<Record<string, string>> = {}): Promise<StepRun> =>
  runStep(lab, 'amazon', shop.folder, { ...shopInputs, domain, ...more });
const onHost = async (script: string, ...args: readonly string[]): Promise<string> =>
  (await execOnHost('amazon', ['sh', '-c', script, 'sh', ...args])).stdout.trim();
const inNotes = (script: string): Promise<string> => onHost('docker exec shop-notes-1 sh -c "$1"', script);
const containers = (): Promise<Readonly<Record<string, string>>> => containersOf('amazon', 'shop');
const page = async (): Promise<string> => (await fetchFromOutside(`https://${domain}/`)).body;
/** The number that the store counts visits by, which only grows while its data is kept. */
const visits = async (): Promise<number> => Number(/\d+/.exec(await page())?.[0]);

const removeZones = async (): Promise<void> => {
  for (const zone of await zonesNamed(lab, 'undelegated.test')) await zone.remove();
};

beforeAll(async () => {
  lab = await openLab();
  shop = await makeShop();
  await Promise.all([resetHost('amazon'), removeRecords(lab, domain), removeZones()]);
}, 2 * minutes);

afterAll(async () => {
  await shop.remove();
  await Promise.all([removeRecords(lab, domain), removeZones()]);
}, 2 * minutes);

test(
  'a compose plugin with another checksum is refused before anything is installed',
  async () => {
    const plugin = `${lab.downloads.composePlugin.url} ${'0'.repeat(64)}`;
    const run = await deployShop({ 'compose-plugin': plugin });
    expect(run).toMatchObject({ exitCode: 1, code: 'plugin-checksum' });
    expect(run.error).toContain(lab.downloads.composePlugin.sha256);
    expect(
      await onHost('command -v docker crontab; ls /usr/local/lib/docker; ls -A /home/ec2-user/shop/releases'),
    ).toBe('');
  },
  minutes,
);

test(
  'a name without a zone: the zone is created, all is made ready, no certificate is ordered, the name servers are listed',
  async () => {
    const run = await deployShop({ domain: 'shop.undelegated.test', 'create-hosted-zone': 'true' });
    expect(run).toMatchObject({ exitCode: 1, code: 'zone-not-delegated' });
    const [zone, ...others] = await zonesNamed(lab, 'undelegated.test');
    if (zone === undefined) throw new Error('no zone was created');
    expect(others).toEqual([]);
    for (const shown of [run.error, run.log, run.summary]) {
      for (const server of zone.nameServers) expect(shown).toContain(server);
    }
    expect(run.outputs['name-servers']?.split('\n').sort()).toEqual([...zone.nameServers].sort());
    expect(run.begun).toEqual(expect.arrayContaining(['create-zone', 'records', 'up']));
    expect(run.begun).not.toContain('certify');
    expect(
      await onHost(
        'docker volume ls -q | grep letsencrypt | while read -r v; do ls /var/lib/docker/volumes/$v/_data; done',
      ),
    ).toBe('');
  },
  4 * minutes,
);

test(
  'as long as the world is not sent to the zone, it is found again and nothing else is done, and the name servers are listed',
  async () => {
    const run = await deployShop({ domain: 'shop.undelegated.test', 'create-hosted-zone': 'true' });
    expect(run).toMatchObject({ exitCode: 1, code: 'zone-not-delegated' });
    expect(run.error).toContain('ns1.other-provider.test');
    expect(await zonesNamed(lab, 'undelegated.test')).toHaveLength(1);
    for (const kind of ['create-zone', 'records', 'build', 'up', 'certify']) expect(run.begun).not.toContain(kind);
  },
  2 * minutes,
);

test(
  'with a name of a zone in use the next run goes on from there to HTTPS',
  async () => {
    const run = wentWell(await deployShop());
    expect(run.outputs).toMatchObject({ changed: 'true', 'previous-release': '' });
    expect(run.begun).toContain('certify');
    expect(run.begun).not.toContain('build');
    const answer = await fetchFromOutside(`https://${domain}/`);
    expect(answer).toMatchObject({ status: 200, certificate: { names: [domain] } });
    expect(answer.body).toMatch(new RegExp(`^Visit \\d+ of release ${run.outputs['release']}$`, 'm'));
    expect(await onHost('docker compose version --short && systemctl is-active docker crond')).toMatch(
      /^v?2\.[\d.]+.*\nactive\nactive$/,
    );
    await inNotes('echo kept >/kept/file');
  },
  2 * minutes,
);

test(
  'again: nothing is done',
  async () => {
    const before = await containers();
    const run = wentWell(await deployShop());
    expect(run.outputs).toMatchObject({ changed: 'false', 'dns-changed': 'false' });
    expect(run.begun).toEqual([]);
    expect(replaced(before, await containers())).toEqual([]);
  },
  minutes,
);

test(
  'new code: the app and the worker with its image are made anew, the others keep running, the store keeps its data',
  async () => {
    const [before, visitsBefore] = await Promise.all([containers(), visits()]);
    const code = await readFile(path.join(shop.folder, 'server.js'), 'utf8');
    await shop.write({ 'server.js': code.replace('Visit', 'Call') });
    const run = wentWell(await deployShop());
    expect(replaced(before, await containers())).toEqual(['app', 'worker']);
    expect(await page()).toMatch(new RegExp(`^Call \\d+ of release ${run.outputs['release']}\n$`));
    expect(await visits()).toBeGreaterThan(visitsBefore);
    expect(await inNotes('cat /kept/file')).toBe('kept');
  },
  2 * minutes,
);

test(
  'another file in a mounted folder: only what mounts it is made anew, beside the app, which is told its release',
  async () => {
    const [before, visitsBefore] = await Promise.all([containers(), visits()]);
    await shop.write({ 'notes/today.txt': 'second\n' });
    const run = wentWell(await deployShop());
    expect(replaced(before, await containers())).toEqual(['app', 'notes']);
    expect(await inNotes('cat /notes/today.txt /kept/file')).toBe('second\nkept');
    expect(await page()).toMatch(new RegExp(`^Call \\d+ of release ${run.outputs['release']}\n$`));
    expect(await visits()).toBeGreaterThan(visitsBefore);
  },
  2 * minutes,
);

test(
  'a hostile .env, file names and a compose file of such a name are taken as they are and run nothing',
  async () => {
    const bad = `$(touch /tmp/x) \`touch /tmp/x\` "; touch /tmp/x; ' --flag $HOME \${HOME}`;
    const name = `$(touch x) "it's" --y.yaml`;
    const compose = await readFile(path.join(shop.folder, 'compose.yaml'), 'utf8');
    await shop.write({ 'compose.yaml': undefined, [name]: compose, 'notes/$(touch x)\n--flag': bad });
    const run = wentWell(
      await deployShop({ 'compose-file': name, env: JSON.stringify({ BAD: bad, LINES: 'one line\n$(id)' }) }),
    );
    expect(await inNotes('printf "%s|%s" "$BAD" "$LINES"')).toBe(`${bad}|one line\n$(id)`);
    expect(await inNotes('cat "/notes/$(printf "\\$(touch x)\\n--flag")"')).toBe(bad);
    expect(run.log).not.toContain('touch /tmp/x');
    expect(
      await onHost(
        'ls /tmp/x /home/ec2-user/x /home/ec2-user/shop/current/x; for c in $(docker ps -q); do docker exec $c ls /tmp/x; done',
      ),
    ).toBe('');
    const again = wentWell(
      await deployShop({ 'compose-file': name, env: JSON.stringify({ BAD: bad, LINES: 'one line\n$(id)' }) }),
    );
    expect(again.outputs['changed']).toBe('false');
    await shop.write({ 'compose.yaml': compose, [name]: undefined });
  },
  3 * minutes,
);

test(
  'another site on the same host is refused, as its ports are taken; the container that holds them is named',
  async () => {
    const run = await deployShop({ domain: 'second.lab.test', path: '~/second' });
    expect(run).toMatchObject({ exitCode: 1, code: 'port-in-use' });
    expect(run.error).toMatch(/Port 80 and 443 of the host is in use by container shop-edge-1 \(project shop\)/);
    expect(await onHost('ls -d /home/ec2-user/second')).toBe('');
  },
  minutes,
);

test.each([
  ['compose-v1-only', '/usr/local/bin/docker-compose', '1.29.2', /v1.*end of life/],
  ['compose-too-old', '/usr/local/lib/docker/cli-plugins/docker-compose', '2.20.3', /2\.20\.3 is older than 2\.24/],
] as const)(
  'a host with another compose, and bootstrap false, is refused: %s',
  async (code, fake, version, says) => {
    const plugin = '/usr/local/lib/docker/cli-plugins/docker-compose';
    // A plugin of docker also has to tell its metadata.
    const metadata = '{"SchemaVersion":"0.1.0","Vendor":"x","Version":"x"}';
    const script = `#!/bin/sh\ncase $1 in docker-cli-plugin-metadata) echo '${metadata}' ;; *) echo ${version} ;; esac\n`;
    await onHost(`mv "$1" "$1.away"; printf %s "$3" >"$2"; chmod 755 "$2"`, plugin, fake, script);
    try {
      const run = await deployShop({ bootstrap: 'false' });
      expect(run).toMatchObject({ exitCode: 1, code });
      expect(run.error).toMatch(says);
      expect(run.error).toContain('bootstrap: true');
    } finally {
      await onHost('rm -f "$2"; mv "$1.away" "$1"', plugin, fake);
    }
  },
  minutes,
);
