import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { existsSync, lstatSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { BundlePart } from '../../src/host/tar.js';
import { TestHost, type Deployed } from '../support/host-program.js';

jest.setTimeout(30_000);

const release = 'r2';
const SECRET = 'KEY=very-secret\n';

/** Next to the site: what the build and the pull find in the directory of the release, and the variables that compose reads. */
const ENGINE = `seen="$PWD/../../seen"
case "$*" in
  'image inspect '*) echo sha256:0123456789abcdef0123 ;;
  *' build '* | *' pull '*)
    for word in "$@"; do [ "$before" != --env-file ] || cp "$word" "$seen-variables"; before=$word; done
    ls -lA "$PWD" >"$seen"; printf '%s\\n' "$COMPOSE_FILE" >>"$seen-files"
    { cp "$PWD/.env" "$seen-env"; ls -A "$PWD/docker" >"$seen-docker"; } 2>/dev/null
    [ ! -e "$PWD/fails" ] ;;
  'tag '*) : ;;
  *) exit 97 ;;
esac`;

describe('the .env of a release', () => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost('dash');
    host.release('r1');
    host.write(`records/${release}/manifest`, '');
    host.write(`records/${release}/compose-files`, 'compose.yml');
    host.write(`releases/${release}/compose.yml`, '');
    host.write(`releases/${release}/.env`, SECRET, 0o600);
    host.stub('docker', ENGINE);
  });
  afterEach(() => host[Symbol.dispose]());

  const build = async (own: object = {}, parts: readonly BundlePart[] = []): Promise<Deployed> =>
    await host.deploy({
      steps: ['build'],
      job: { release, expected_release: 'r1' },
      data: { build: { built: [{ service: 'app', built_by: 'app', repository: 'site-app', declared: null }], ...own } },
      parts,
    });
  const at = (path: string): string => join(host.root, path);
  const mode = (path: string): number => lstatSync(at(path)).mode & 0o777;
  const expectInPlace = (): void => {
    expect(host.read(`releases/${release}/.env`)).toBe(SECRET);
    expect(mode(`releases/${release}/.env`)).toBe(0o600);
    expect(existsSync(at(`records/${release}/env`))).toBe(false);
  };

  test('is in no build context, compose reads it elsewhere, and afterwards it is in its place', async () => {
    expect((await build()).done).toBe('applied');
    expect(host.read('seen')).toContain('compose.yml');
    expect(host.read('seen')).not.toContain('.env');
    expect(host.read('seen-variables')).toBe(SECRET);
    expectInPlace();
  });

  test('is in its place after a build that failed', async () => {
    host.write(`releases/${release}/fails`, '');
    expect((await build()).failure?.code).toBe('build-failed');
    expect(host.read('seen')).not.toContain('.env');
    expectInPlace();
  });

  test('is replaced by the tracked one, as the repository has it, where both are different', async () => {
    host.write(`records/${release}/repository-env`, 'VITE_NAME=shop\n', 0o600);
    expect((await build()).done).toBe('applied');
    expect(host.read('seen')).toMatch(/^-rw-r--r--.* \.env$/m);
    expect(host.read('seen-env')).toBe('VITE_NAME=shop\n');
    expect(host.read('seen-variables')).toBe(SECRET);
    expectInPlace();
  });

  test('is what a build finds if it is a file of the repository itself, with the mode that it has there', async () => {
    host.write(`records/${release}/manifest`, `f 644 ${'0'.repeat(40)} 16 .env\n`);
    expect((await build()).done).toBe('applied');
    expect(host.read('seen')).toMatch(/^-rw-r--r--.* \.env$/m);
    expect(host.read('seen-env')).toBe(SECRET);
    expectInPlace();
  });

  test('is an empty file where an include names it, since compose would read none of the files without one', async () => {
    expect((await build({ names_env: true })).done).toBe('applied');
    expect(host.read('seen-env')).toBe('');
    expect(host.read('seen-variables')).toBe(SECRET);
    expectInPlace();
  });

  test('is not linked to from the folder of the compose file either', async () => {
    host.write(`records/${release}/compose-folder`, 'docker');
    host.write(`releases/${release}/docker/compose.yml`, '');
    symlinkSync(at(`releases/${release}/.env`), at(`releases/${release}/docker/.env`));
    expect((await build()).done).toBe('applied');
    expect(host.read('seen-docker')).toBe('compose.yml\n');
    expect(readlinkSync(at(`releases/${release}/docker/.env`))).toBe(at(`releases/${release}/.env`));
    expectInPlace();
  });

  test('is in no build context where it is in the folder of the compose file, and not linked to from the root', async () => {
    host.write(`records/${release}/compose-folder`, 'docker');
    host.write(`records/${release}/env-folder`, 'docker');
    host.unlink(`releases/${release}/.env`);
    host.write(`releases/${release}/docker/.env`, SECRET, 0o600);
    symlinkSync(at(`releases/${release}/docker/.env`), at(`releases/${release}/.env`));
    expect((await build()).done).toBe('applied');
    expect(host.read('seen')).not.toContain('.env');
    expect(host.read('seen-docker')).toBe('');
    expect(host.read('seen-variables')).toBe(SECRET);
    expect([host.read(`releases/${release}/docker/.env`), host.read(`releases/${release}/.env`)]).toEqual([
      SECRET,
      SECRET,
    ]);
    expect(existsSync(at(`records/${release}/env`))).toBe(false);
  });

  test('is read together with the one next to the compose file that COMPOSE_FILE leads to, and wins', async () => {
    host.write(`records/${release}/compose-folder`, 'docker');
    host.write(`records/${release}/env-folder`, '.');
    host.write(`releases/${release}/docker/.env`, 'TRACKED=1\n');
    expect((await build()).done).toBe('applied');
    const [own, second] = [`records/${release}/env`, `releases/${release}/docker/.env`].map(at);
    const [call = ''] = host.calls('docker').filter((one) => one.includes(' build '));
    expect(call).toContain(`--env-file ${own} --env-file ${second} --env-file ${own} build `);
    expect(host.read('seen-variables')).toBe(SECRET);
    expectInPlace();
  });

  test('leaves a file of the repository in the folder of the compose file as it is', async () => {
    host.write(`records/${release}/compose-folder`, 'docker');
    host.write(`releases/${release}/docker/.env`, 'ITS=own\n');
    expect((await build()).done).toBe('applied');
    expect(host.read('seen-docker')).toBe('.env\n');
    expect(host.read(`releases/${release}/docker/.env`)).toBe('ITS=own\n');
  });

  test('is not looked for by builds and pulls in its usual place: a compose file of the bundle is the last one', async () => {
    const overlay: BundlePart = { path: 'build.compose.yml', mode: 0o644, content: 'services: {}\n' };
    await build({ pulled: [{ service: 'store', repository: 'site-store', pin: null, image: null, moved: false }] }, [
      overlay,
    ]);
    const [one, other, ...more] = host.read('seen-files').split('\n').slice(0, -1);
    for (const files of [one, other]) expect(files).toMatch(/^compose\.yml\|.*\/build\.compose\.yml$/);
    expect(more).toEqual([]);
  });

  test('stays where it is when nothing is built', async () => {
    await build({
      built: [],
      pulled: [{ service: 'store', repository: 'site-store', pin: null, image: null, moved: false }],
    });
    expect(host.read('seen')).toContain(' .env');
    expectInPlace();
  });

  test('stays in the record where that is its place, next to a release that is only a build context', async () => {
    host.unlink(`releases/${release}/.env`);
    host.write(`records/${release}/env`, SECRET, 0o600);
    await build();
    expect(host.read('seen')).not.toContain('.env');
    expect(host.read(`records/${release}/env`)).toBe(SECRET);
  });
});
