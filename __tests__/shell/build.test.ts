import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { existsSync, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { bundledNames } from '../../src/proxy/names.js';
import { TestHost, type Deployed } from '../support/host-program.js';

jest.setTimeout(30_000);

const release = 'r2';
const certbot = bundledNames.certbotService;
const edge = { service: bundledNames.proxyService, repository: 'site-edge', pin: null, image: null, moved: false };
const store = { service: 'store', repository: 'site-store', pin: null, image: null, moved: false };
const image = (service: string, declared: string | null = null) => ({
  ...{ service, built_by: 'app', repository: 'site-app', declared },
});

describe('building a release', () => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost('dash');
    host.release(release);
    host.release('r1');
    host.write(`records/${release}/env-digests`, 'SECRET abc\n');
  });
  afterEach(() => host[Symbol.dispose]());

  /** What of the engine's commands does otherwise than well, as branches of a shell `case`. */
  const engine = (otherwise = ''): void =>
    host.stub(
      'docker',
      `case "$*" in
        ${otherwise}
        'image inspect '*) echo sha256:0123456789abcdef0123 ;;
        *' build '*) ls -A "$PWD" >"$PWD/../../seen" ;;
        *' pull '* | 'tag '*) : ;;
        *) exit 97 ;;
      esac`,
    );
  const build = async (built = [image('app')], current = 'r1', own: object = {}): Promise<Deployed> =>
    await host.deploy({
      steps: ['build'],
      job: { release: release, expected_release: current },
      data: { build: { built, pulled: [store, edge], ...own } },
    });
  const record = (): string => join(host.root, 'records', release);
  const calls = (): readonly string[] => host.calls('docker').map((call) => call.replace(/^.*--env-file \S+ /, ''));

  test('calls each image after what it holds, and notes it for the release', async () => {
    engine();
    const run = await build([image('app'), image('worker', 'shop/app')]);
    expect(run.done).toBe('applied');
    const images: unknown = parse(host.read(`records/${release}/images.compose.yml`));
    expect(images).toEqual({
      services: {
        app: { image: 'site-app:0123456789ab', pull_policy: 'never' },
        worker: { image: 'site-app:0123456789ab', pull_policy: 'never' },
      },
    });
    expect(host.read(`records/${release}/images`).split('\n')).toContain('site-app:r2');
    expect(calls()).toContain('tag site-app:r2 shop/app');
  });

  test('gives the build a context with the files of the repository and nothing else', async () => {
    host.write(`releases/${release}/Dockerfile`, 'FROM scratch');
    engine();
    await build();
    expect(host.read('seen')).toBe('Dockerfile\n');
  });

  test('ends as soon as a pull fails, with what that printed, however long the build still takes', async () => {
    engine(`*' pull '*) echo 'manifest for nginx:nope not found: manifest unknown' >&2; exit 1 ;;
        *' build '*) for i in 1 2 3 4 5 6 7 8 9; do echo "#1 layer $i"; sleep 5; done; touch "$PWD/../../built" ;;`);
    const run = await build();
    expect(run.failure).toMatchObject({ code: 'image-not-found', text: expect.stringContaining('nginx:nope') });
    expect(() => host.read('built')).toThrow();
  });

  test.each([
    [
      'the build fails',
      "*' build '*) echo 'exit code: 1'; exit 17 ;;",
      'build-failed',
      'docker compose build of release r2',
    ],
    ['a pull fails', "*' pull '*) echo 'something else'; exit 1 ;;", 'build-failed', 'pulling images'],
  ])('leaves the running release and its own record as they were when %s', async (_what, otherwise, code, text) => {
    engine(otherwise);
    const run = await build();
    expect(run.failure).toMatchObject({ code, text });
    expect(lstatSync(record()).isDirectory()).toBe(true);
    expect(readlinkSync(join(host.root, 'current'))).toBe('releases/r1');
  });

  test('shows what the registry said when a pull failed', async () => {
    engine("*' pull '*) echo 'manifest unknown' >&2; exit 1 ;;");
    expect((await build()).log).toContain('manifest unknown');
  });

  test('tells of a failed build at once, whatever is still being pulled', async () => {
    const ended = join(host.root, 'pull-ended');
    engine(`*' build '*) exit 17 ;;
      *' pull '*) sleep 3; touch ${JSON.stringify(ended)} ;;`);
    expect((await build()).failure?.code).toBe('build-failed');
    expect(existsSync(ended)).toBe(false);
  });

  test('pulls while it builds', async () => {
    const begun = JSON.stringify(join(host.root, 'pull-begun'));
    engine(`*' pull '*) touch ${begun} ;;
      *' build '*) for _ in $(seq 100); do [ ! -e ${begun} ] || exit 0; sleep 0.1; done; exit 1 ;;`);
    expect((await build()).done).toBe('applied');
  });

  test('fetches the image of the first certificate ahead of its turn, later ones are there', async () => {
    engine();
    await build([image('app')], 'r1');
    expect(calls().filter((call) => call.endsWith(certbot))).toEqual([]);
    host.unlink('current');
    await build([image('app')], '');
    expect(calls().filter((call) => call.endsWith(certbot))).toEqual([
      `pull --ignore-buildable --policy missing store ${edge.service} ${certbot}`,
    ]);
  });

  test('leaves nothing in the home folder of the user, whatever buildx writes; its notes of each build are removed', async () => {
    // As buildx does (util/confutil, localstate), and BuildKit (session/auth/authprovider).
    engine(`*' build '*)
        own="\${DOCKER_CONFIG:-$HOME/.docker}"
        buildx="\${BUILDX_CONFIG:-$own/buildx}"
        mkdir -p "$own" "$buildx/refs/default/default"
        touch "$own/.token_seed" "$buildx/.buildNodeID" "$buildx/refs/default/default/one" ;;`);
    expect((await build()).done).toBe('applied');
    expect(host.run(['-c', 'ls -A "$HOME"']).stdout).toBe('');
    expect(readdirSync(join(host.root, 'buildx'))).toEqual(['.buildNodeID']);
  });

  test('starts no more programs of the engine than this for a redeploy', async () => {
    engine();
    await build();
    expect(calls().map((call) => call.split(' ')[0])).toHaveLength(4);
  });
});
