import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { SHELLS, TestHost, type Deployed } from '../support/host-program.js';

jest.setTimeout(60_000);

const plugin = { url: 'https://downloads.example.com/docker-compose', sha256: digestOf('a plugin\n') };

const noMore = { buildx_minimum: '0.17.0', buildx_plugin: null, swap_bytes: 0 };

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe.each(SHELLS)('installing what is missing on the host (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost(shell);
    for (const name of ['apt-get', 'dnf', 'systemctl', 'usermod', 'mkdir', 'install', 'docker'])
      host.stub(name, 'exit 0');
    host.stub(
      'apt-cache',
      `case "$2" in docker-compose-v2) echo '  Candidate: 2.26.1-4' ;; *) echo '  Candidate: (none)' ;; esac`,
    );
    host.stub('dpkg', 'case "$*" in *compare-versions*) [ "$2" != 1.29.2-3 ] ;; esac');
    host.stub('curl', `while [ "$1" != --output ]; do shift; done; printf 'a plugin\\n' >"$2"`);
  });
  afterEach(() => host[Symbol.dispose]());

  const bootstrap = async (needs: readonly string[], os_family = 'apt', own = {}): Promise<Deployed> =>
    await host.deploy({
      steps: ['bootstrap'],
      data: { bootstrap: { needs, os_family, compose_minimum: '2.24.0', plugin, ...noMore, ...own } },
    });
  const installed = (tool: string): readonly string[] =>
    host.calls(tool).flatMap((call) => / install (?:--no-install-recommends )?(.*)$/.exec(call)?.[1] ?? []);

  test('takes the distribution’s packages where its compose is new enough', async () => {
    expect((await bootstrap(['docker', 'compose', 'cron', 'git'])).done).toBe('applied');
    expect(installed('apt-get')).toEqual([
      'git openssh-client',
      'docker.io iptables ca-certificates',
      'docker-compose-v2',
      'cron',
    ]);
    expect(host.calls('systemctl')).toEqual(['enable --now docker', 'enable --now cron']);
    expect(host.calls('curl')).toEqual([]);
  });

  test('waits for a package tool that runs at the first boot, and ends one that was interrupted', async () => {
    await bootstrap(['cron']);
    expect(host.calls('dpkg')).toContain('--force-confdef --force-confold --configure -a');
    expect(host.calls('apt-get').every((call) => call.includes('DPkg::Lock::Timeout=300'))).toBe(true);
  });

  test('waits for the lock of the package lists, for which apt itself does not wait', async () => {
    const locked = 'E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)';
    host.stub(
      'apt-get',
      `case "$*" in *' update') [ -e '${host.root}/tried' ] && exit 0; : >'${host.root}/tried'; echo '${locked}' >&2; exit 100 ;; esac`,
    );
    expect((await bootstrap(['cron'])).done).toBe('applied');
    expect(host.calls('apt-get').filter((call) => call.endsWith(' update'))).toHaveLength(2);
  });

  test('shows at once why the package lists cannot be refreshed otherwise', async () => {
    host.stub('apt-get', `echo 'E: The repository is not signed.' >&2; exit 100`);
    const run = await bootstrap(['cron']);
    expect(run.failure).toMatchObject({ code: 'bootstrap-failed', text: 'refreshing the package lists' });
    expect(run.log).toContain('E: The repository is not signed.');
    expect(host.calls('apt-get')).toHaveLength(1);
  });

  test('has no prompt: services are not restarted for the packages, and files that a person changed stay', async () => {
    host.stub('apt-get', `echo "$DEBIAN_FRONTEND $NEEDRESTART_MODE" >>'${host.root}/modes'`);
    await bootstrap(['cron']);
    expect(host.read('modes')).toBe('noninteractive l\nnoninteractive l\n');
    for (const call of [...host.calls('apt-get'), ...host.calls('dpkg')]) expect(call).toContain('--force-confold');
  });

  test('installs Docker’s command line where it is a package of its own', async () => {
    host.stub('apt-cache', `case "$2" in docker-cli) echo '  Candidate: 26.1.5' ;; esac`);
    await bootstrap(['docker']);
    expect(installed('apt-get')).toEqual(['docker.io iptables ca-certificates docker-cli']);
  });

  test('names the missing IPv4 where a host has none and GitHub cannot be reached', () => {
    const reason = (routes: string, url: string): string =>
      host.python(
        [
          'import builtins, io',
          'from bootstrap import cli_plugin',
          `builtins.open = lambda *a, **k: io.StringIO(${JSON.stringify(routes)})`,
          `print(cli_plugin._no_ipv4(${JSON.stringify(url)}))`,
        ].join('\n'),
      );
    const [none, some] = ['Iface\tDestination\nlo\t0000007F\n', 'Iface\tDestination\neth0\t00000000\n'];
    expect(reason(none, 'https://github.com/docker/compose')).toMatch(/no IPv4 route.*input compose-plugin/);
    expect(reason(some, 'https://github.com/docker/compose')).toBe('');
    expect(reason(none, 'https://mirror.example.com/compose')).toBe('');
  });

  test('fetches the compose plugin where the distribution has none, or an old one', async () => {
    host.stub('apt-cache', `case "$2" in docker-compose) echo '  Candidate: 1.29.2-3' ;; esac`);
    const run = await bootstrap(['compose']);
    expect(run.done).toBe('applied');
    expect(run.log).toContain(`Fetching ${plugin.url}`);
    expect(host.calls('install').at(-1)).toMatch(/^-m 0755 \S+ .*cli-plugins\/docker-compose$/);
  });

  test('fetches buildx where compose needs a newer one than the distribution has', async () => {
    host.stub('apt-cache', `case "$2" in docker-buildx) echo '  Candidate: 0.13.1-1' ;; esac`);
    host.stub('dpkg', 'case "$*" in *compare-versions*) exit 1 ;; esac');
    expect((await bootstrap(['buildx'], 'apt', { buildx_plugin: plugin })).done).toBe('applied');
    expect(host.calls('install').at(-1)).toMatch(/^-m 0755 \S+ .*cli-plugins\/docker-buildx$/);
  });

  test('Amazon Linux has other names for packages and services', async () => {
    await bootstrap(['docker', 'cron', 'compose'], 'dnf');
    expect(installed('dnf')).toEqual(['docker', 'cronie']);
    expect(host.calls('systemctl')).toEqual(['enable --now docker', 'enable --now crond']);
  });

  const native = ['cron', 'venv', 'certbot', 'nginx'];

  test('installs what a site without Docker needs, waits for no engine, and does not let the package start nginx', async () => {
    expect((await bootstrap(native)).done).toBe('applied');
    expect(installed('apt-get')).toEqual(['cron', 'python3-venv', 'certbot ca-certificates', 'nginx']);
    expect(host.calls('systemctl')).toEqual([
      'enable --now cron',
      'mask --runtime nginx.service',
      'unmask --runtime nginx.service',
      'enable --now nginx',
    ]);
    expect(host.calls('docker')).toEqual([]);
  });

  test('installs the interpreter that was chosen, on Debian with what makes environments', async () => {
    await bootstrap(['python3.13']);
    expect(installed('apt-get')).toEqual(['python3.13 python3.13-venv']);
    await bootstrap(['python3.13'], 'dnf');
    expect(installed('dnf')).toEqual(['python3.13']);
  });

  test('on Amazon Linux, closes port 80 before nginx starts, whose own configuration has a welcome page', async () => {
    host.stub('tee', `{ printf '%s\n' "$1"; cat; } >'${host.root}/written'`);
    host.stub('systemctl', `[ "$1" != enable ] || [ -f '${host.root}/written' ]`);
    expect((await bootstrap(['nginx'], 'dnf')).done).toBe('applied');
    expect(host.read('written')).toMatch(
      /^\/etc\/nginx\/conf\.d\/00-ehd\.conf\nserver \{[^}]*80 default_server;[^}]*return 444;/,
    );
  });

  test('unmasks nginx where its package cannot be installed', async () => {
    host.stub('apt-get', 'case "$*" in *" install "*nginx*) exit 100 ;; esac');
    expect((await bootstrap(['nginx'])).failure).toMatchObject({ code: 'bootstrap-failed', text: 'installing nginx' });
    expect(host.calls('systemctl').at(-1)).toBe('unmask --runtime nginx.service');
  });

  test.each([
    ['the download is another file than was meant', 'plugin-checksum', "printf 'changed\\n'"],
    ['the download fails', 'bootstrap-failed', 'exit 22'],
  ])('leaves the host as it was when %s', async (_, code, body) => {
    host.stub('curl', `while [ "$1" != --output ]; do shift; done; { ${body}; } >"$2"`);
    const run = await bootstrap(['docker', 'compose'], 'dnf');
    expect(run.failure?.code).toBe(code);
    expect(installed('dnf')).toEqual([]);
    expect(host.calls('install')).toEqual([]);
  });

  test('says which package could not be installed', async () => {
    host.stub('apt-get', 'case "$*" in *" install "*) exit 100 ;; esac');
    const run = await bootstrap(['cron']);
    expect(run.failure).toMatchObject({ code: 'bootstrap-failed', text: 'installing cron' });
  });
});
