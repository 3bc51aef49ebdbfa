import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loginsText } from '../../src/host/logins-text.js';
import { Secret } from '../../src/secret.js';
import { TestHost, type Deployed } from '../support/host-program.js';

jest.setTimeout(30_000);

const DIGEST = `sha256:${'d'.repeat(64)}`;
const db = { service: 'db', repository: 'site-db', pin: 'postgres:16', image: null, moved: false };

describe('the images that a release pulls', () => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost('dash');
    host.release('r2');
    host.release('r1');
  });
  afterEach(() => host[Symbol.dispose]());

  const engine = (otherwise = ''): void =>
    host.stub(
      'docker',
      `case "$*" in
        ${otherwise}
        'image inspect '*) echo 'sha256:0123456789abcdef0123 linux/amd64 ["postgres@${DIGEST}"]' ;;
        *' config --quiet' | *' pull '* | *' build '* | 'tag '*) : ;;
        *) exit 97 ;;
      esac`,
    );
  const build = async (pulled: readonly object[], own: object = {}, logins = ''): Promise<Deployed> =>
    await host.deploy({
      steps: ['build'],
      job: { release: 'r2', expected_release: 'r1' },
      data: { build: { built: [], pulled, ...own } },
      ...(logins === '' ? {} : { parts: [{ path: 'registries.json', mode: 0o600, content: logins }] }),
    });
  const calls = (): readonly string[] => host.calls('docker').map((call) => call.replace(/^.*--env-file \S+ /, ''));
  const pulls = (): readonly string[] => calls().filter((call) => call.startsWith('pull '));
  const kept = { name: 'postgres:16', image: 'site-db:aaa', digests: [DIGEST], since: 1, platform: '' };

  test('are noted before a build, so that those of a killed build are removed with the release', async () => {
    engine("*' build '*) exit 1 ;;");
    const built = [{ service: 'web', built_by: 'web', repository: 'site-web', declared: null }];
    expect((await build([], { built })).failure).toMatchObject({ code: 'build-failed' });
    expect(host.read('records/r2/images')).toBe('site-web:r2\n');
  });

  test('are those that it keeps to, by a name of its own', async () => {
    engine();
    expect((await build([db])).done).toBe('applied');
    expect(parse(host.read('records/r2/images.compose.yml'))).toEqual({
      services: { db: { image: 'site-db:0123456789ab', pull_policy: 'never' } },
    });
    expect(host.read('records/r2/images')).toBe('site-db:0123456789ab\n');
    expect(parse(host.read('records/r2/pulled'))).toMatchObject({ db: { name: 'postgres:16', digests: [DIGEST] } });
  });

  test('are pulled anew where the registry has another one, and only those', async () => {
    engine();
    const web = { service: 'web', repository: 'site-web', pin: 'nginx:1.30', image: 'nginx:1.30', moved: true };
    await build([db, web]);
    expect(pulls().toSorted()).toEqual([
      'pull --ignore-buildable --policy always web',
      'pull --ignore-buildable --policy missing db',
    ]);
  });

  test('stay those of the running release where nothing is new: another site may have pulled the name since', async () => {
    host.write('records/r1/pulled', JSON.stringify({ db: kept }));
    engine();
    await build([db]);
    expect(pulls()).toEqual([]);
    expect(host.read('records/r2/images')).toBe('site-db:aaa\n');
  });

  test('are pulled where somebody removed them', async () => {
    host.write('records/r1/pulled', JSON.stringify({ db: kept }));
    engine("'image inspect '*site-db:aaa) exit 1 ;;");
    await build([db]);
    expect(pulls()).toEqual(['pull --ignore-buildable --policy missing db']);
  });

  const cache = { service: 'cache', repository: 'site-cache', pin: null, image: 'redis:8', moved: false };

  test('are not pulled where the host has them by name', async () => {
    engine();
    await build([{ ...db, image: 'postgres:16' }, cache, { ...db, service: 'other', pin: null }]);
    expect(pulls()).toEqual(['pull --ignore-buildable --policy missing other']);
  });

  test('are left to compose, which knows what is missing, where the host has not all of them', async () => {
    engine("'image inspect '*redis:8) exit 1 ;;");
    await build([{ ...db, pin: null, image: 'nginx:1' }, cache]);
    expect(pulls()).toEqual(['pull --ignore-buildable --policy missing db cache']);
  });

  test('are refused before the switch where the host cannot run them', async () => {
    engine(`'image inspect '*) echo 'sha256:0123456789abcdef0123 linux/mips64le []' ;;`);
    const run = await build([db]);
    expect(run.failure).toMatchObject({
      code: 'image-platform',
      text: expect.stringContaining('postgres:16 is for linux/mips64le'),
    });
    expect(() => host.read('records/r2/images.compose.yml')).toThrow();
  });

  test.each([
    ['registry-denied', 'pull access denied for acme/app, repository does not exist or may require docker login'],
    ['image-not-found', 'manifest for nginx:nope not found: manifest unknown: manifest unknown'],
    ['registry-rate-limit', 'toomanyrequests: You have reached your unauthenticated pull rate limit'],
    ['registry-unreachable', 'Get "https://r.example.com/v2/": dial tcp: lookup r.example.com: no such host'],
  ])('fail with %s by what the registry answered', async (code, said) => {
    engine(`*' pull '*) printf '%s\\n' '${said}' >&2; exit 1 ;;`);
    const run = await build([db]);
    expect(run.failure).toMatchObject({ code, text: expect.stringContaining(said) });
  });

  test('are pulled with the logins of the run, which docker finds in a folder that goes with the run', async () => {
    const seen = join(host.folder, 'seen');
    engine(
      `*' pull '*) { cat "$DOCKER_CONFIG/config.json"; stat -c ' %a' "$DOCKER_CONFIG" "$DOCKER_CONFIG/config.json"; } >'${seen}' ;;`,
    );
    const password = 's3cret of the registry';
    const run = await build(
      [db],
      {},
      loginsText([{ registry: 'r.example.com', username: 'me', password: new Secret(password) }]),
    );
    expect(run.done).toBe('applied');
    const text = host.run(['-c', `cat '${seen}'`]).stdout;
    const auth = Buffer.from(`me:${password}`).toString('base64');
    expect(text).toBe(
      `${JSON.stringify({ auths: { 'r.example.com': { auth } } })
        .replaceAll(':', ': ')
        .replace('me: ', 'me:')} 700\n 600\n`,
    );
    expect(host.run(['-c', 'ls -A "$HOME"']).stdout).toBe('');
    expect([...run.log, ...host.calls('docker')].join('\n')).not.toContain(password);
  });

  test('and base images are looked for anew where the run asks for it', async () => {
    engine();
    await build([], {
      built: [{ service: 'app', built_by: 'app', repository: 'site-app', declared: null }],
      pull_bases: true,
    });
    expect(calls()).toContain('build --pull app');
  });

  test('are no reason to call a build out of memory, which has its own error with the numbers', async () => {
    engine(
      `*' build '*) echo '#9 ERROR: process "/bin/sh -c npm run build" did not complete successfully: exit code: 137'; exit 1 ;;`,
    );
    const run = await build([], {
      built: [{ service: 'app', built_by: 'app', repository: 'site-app', declared: null }],
    });
    expect(run.failure).toMatchObject({
      code: 'build-out-of-memory',
      text: expect.stringMatching(/a program of the build was killed; the host has .* of memory, .* available, and /),
    });
  });

  test('are pulled again by their digest before a switch that builds nothing, where somebody removed them', async () => {
    host.write('records/r1/pulled', JSON.stringify({ db: kept }));
    engine("'image inspect '*site-db:aaa) exit 1 ;; 'pull '*) : ;;");
    await host.deploy({ steps: ['up'], job: { release: 'r1', expected_release: 'r1' }, rollback: 'exit 0' });
    expect(calls()).toEqual(
      expect.arrayContaining([`pull --quiet postgres@${DIGEST}`, `tag postgres@${DIGEST} site-db:aaa`]),
    );
  });
});
