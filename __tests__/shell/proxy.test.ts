import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { existsSync, lstatSync, mkdirSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { TestHost } from '../support/host-program.js';

jest.setTimeout(30_000);

describe('the reverse proxy of a site', () => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost('dash');
    host.release('r1', {}, { 'release.compose.yml': 'aliases: [release-r1]' });
    host.write('edge/site.conf', 'of the site');
    engine();
  });
  afterEach(() => host[Symbol.dispose]());

  /** Lines of the fake engine's answers come before the usual ones. */
  const engine = (answers = ''): void => {
    host.stub(
      'docker',
      `case "$*" in
        ${answers}
        'ps '*) echo edge1 ;;
        'top '*) echo "PID COMMAND"; echo "$(cat '${host.root}/reloads' 2>/dev/null | wc -l) nginx: worker process" ;;
        'exec edge1 '*) echo >>'${host.root}/reloads' ;;
        'inspect --format {{.Id}}|{{.State.StartedAt}}|'*) echo 'edge1|2026-11-22T10:00:00Z|nginx:1|hash1|sha256:1|sha256:1' ;;
        'image inspect '*) echo sha256:1 ;;
        *'config --hash edge') echo 'edge hash1' ;;
        'cp -L edge1:/etc/letsencrypt/live/a.example.com/fullchain.pem -') cd '${host.root}' && tar -c fullchain.pem ;;
        'cp edge1:/etc/letsencrypt/live -') echo all ;;
        *) exit 97 ;;
      esac`,
    );
  };

  /** What an expression of the proxy is, and the log of it before. */
  const ask = (expression: string, { isOwn = false } = {}): string =>
    host.python(`
from command.command import Commands
from compose.compose import Compose
from compose.releases import Releases
from engine.docker import Docker
from job.document import App, Site
from proxy.proxy import Proxy, Start
from readiness.entry import Entry
from proxy.replacement import Replacement

root = ${JSON.stringify(host.root)}
site = Site(root, "site", "edge", ${isOwn ? 'True' : 'False'}, "a.example.com", None, None, None, None, "temporary", "#")
commands = Commands()
docker = Docker(commands, "site")
releases = Releases(root, "site")
compose = Compose(commands, docker, releases, "f00d")
proxy = Proxy(site, docker, releases, print)

entry = Entry("uwsgi", 9000)

def app(start_first=True):
    return App("app", [9000], True, "uwsgi", "/", 1, start_first)

print(${expression})`);
  const live = (): string => readlinkSync(join(host.root, 'edge/live/current'));
  const reloads = (): number => host.calls('docker').filter((call) => call.startsWith('exec ')).length;

  test('asks a release by its own name, once its containers have one', () => {
    expect(ask('proxy.show_release("r1", app(), entry)')).toBe('True');
    expect(live()).toBe('uwsgi/release-r1:9000/r1');
    expect(ask('proxy.live.target()')).toBe("Target(protocol='uwsgi', address='release-r1:9000', release='r1')");
  });

  test.each(['app(start_first=False)', 'app()'])('asks a release by its service where it has no name: %s', (app) => {
    host.release('r2', {}, app === 'app()' ? {} : { 'release.compose.yml': 'aliases: [release-r2]' });
    expect(ask(`proxy.show_release("r2", ${app}, entry)`)).toBe('True');
    expect(live()).toBe('uwsgi/app:9000/r2');
  });

  test('keeps the folder that the link showed before for requests that are reading it, and no older one', () => {
    for (const release of ['r2', 'R3', 'r4']) {
      host.release(release, {}, { 'release.compose.yml': `release-${release.toLowerCase()}` });
      expect(ask(`proxy.show_release("${release}", app(), entry)`)).toBe('True');
    }
    expect(readdirSync(join(host.root, 'edge/live')).sort()).toEqual(['current', 'uwsgi']);
    expect(readdirSync(join(host.root, 'edge/live/uwsgi')).sort()).toEqual(['release-r3:9000', 'release-r4:9000']);
    expect(lstatSync(join(host.root, 'edge/live/uwsgi/release-r4:9000/r4')).mode & 0o777).toBe(0o755);
    expect(reloads()).toBe(0);
  });

  test('loads the configuration of the release that it is turned to, before it asks that', () => {
    host.write('records/r1/edge/site.conf', 'of r1');
    expect(ask('proxy.show_release("r1", app(), Entry("http", 8000))')).toBe('True');
    expect(host.read('edge/site.conf')).toBe('of r1');
    expect(live()).toBe('http/release-r1:8000/r1');
    expect(reloads()).toBe(1);
  });

  test('is not turned to a release whose configuration nginx refuses', () => {
    host.write('records/r1/edge/site.conf', 'of r1');
    engine(`'exec edge1 '*) echo 'nginx: faulty'; exit 1 ;;`);
    expect(ask('proxy.show_release("r1", app(), entry)')).toBe('nginx: faulty\nFalse');
    expect(host.read('edge/site.conf')).toBe('of the site');
    expect(existsSync(join(host.root, 'edge/live/current'))).toBe(false);
  });

  test('says why it cannot be turned, and raises nothing', () => {
    mkdirSync(join(host.root, 'edge/live/current'), { recursive: true });
    expect(ask('proxy.show_release("r1", app(), entry)')).toMatch(/Is a directory.*\nFalse$/);
  });

  test('keeps its configuration in the record of the release that it asks, where there is none yet', () => {
    ask('proxy.show_release("r1", app(), entry)');
    expect(host.read('records/r1/edge/site.conf')).toBe('of the site');
    host.write('edge/site.conf', 'later');
    ask('proxy.keep_config("r1")');
    expect(host.read('records/r1/edge/site.conf')).toBe('of the site');
    expect(ask('proxy.keep_config("nobody")')).toBe('None');
  });

  test('of the repository’s own is never turned nor replaced by another one', () => {
    expect(
      ask(
        'proxy.show_release("r1", app(), entry), Replacement(Start("edge1", "then", "nginx:1", "hash1", []), proxy, docker, compose, "r1").is_needed()',
        { isOwn: true },
      ),
    ).toBe('True False');
    expect(host.calls('docker')).toEqual([]);
  });

  test('notes the digests that the inspection of the host and the plan compute', () => {
    host.write('fullchain.pem', '-----BEGIN\n1\n-----END CERTIFICATE-----\n-----BEGIN\n2\n-----END CERTIFICATE-----\n');
    host.write('edge/b c.conf', 'more');
    host.write('edge/site.conf.tmp', 'broken off');
    ask('proxy.note_loaded("edge1")');
    const digests = host.run([
      '-c',
      `cd "$1" && (cd edge && find . -type f ! -name '*.tmp' -exec sha256sum {} + | LC_ALL=C sort -k 2 | sha256sum)
      head -n 3 fullchain.pem | sha256sum
      echo all | sha256sum`,
      'sh',
      host.root,
    ]).stdout;
    const wanted = digests.split('\n').map((line) => line.split(' ')[0]);
    expect(host.read('edge.loaded')).toBe(`${wanted.slice(0, 3).join(' ')}\n`);
    ask('proxy.note_loaded("edge1")', { isOwn: true });
    expect(host.read('edge.loaded')).toMatch(/^- /);
  });

  test('notes what a container that was started meanwhile has loaded, and nothing for one that ran before', () => {
    expect(ask('proxy.start()[:2]')).toBe("('edge1', '2026-11-22T10:00:00Z')");
    ask('proxy.note_start(proxy.start())');
    expect(existsSync(join(host.root, 'edge.loaded'))).toBe(false);
    ask('proxy.note_start(Start("edge0", "2026-11-21T10:00:00Z", "nginx:1", "hash1", []))');
    expect(existsSync(join(host.root, 'edge.loaded'))).toBe(true);
  });

  test('is not replaced while its image and its settings are the same', () => {
    expect(ask('Replacement(proxy.start(), proxy, docker, compose, "r1").is_needed()')).toBe('False');
  });

  test.each([
    ['another image under its name', `'image inspect '*) echo sha256:2 ;;`, 'True'],
    ['other settings', `*'config --hash edge') echo 'edge hash2' ;;`, 'True'],
    ['no container', `'ps '*) ;;`, 'False'],
    ['no answer about its image', `'image inspect '*) exit 1 ;;`, 'False'],
    ['no answer of compose', `*'config --hash edge') exit 1 ;;`, 'False'],
  ])('is replaced only for another image or other settings: %s', (_, answer, replaced) => {
    engine(answer);
    expect(ask('Replacement(proxy.start(), proxy, docker, compose, "r1").is_needed()')).toBe(replaced);
  });
});
