import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageFacts } from '../../src/host/facts.js';
import type { ImageQuestion } from '../../src/host/inspection.js';
import { loginsText } from '../../src/host/logins-text.js';
import { parseObservation } from '../../src/host/parse-facts.js';
import { Secret } from '../../src/secret.js';
import { startRegistry, type FakeRegistry } from '../support/fake-registry.js';
import { SHELLS, TestHost } from '../support/host-program.js';
import { Inspection } from '../support/inspection.js';

jest.setTimeout(60_000);

const OLD = `sha256:${'a'.repeat(64)}`;
const NEW = `sha256:${'b'.repeat(64)}`;
const login = { username: 'deploy', password: 's3cret of the registry' };

describe.each(SHELLS)('the images that an inspection compares (%s)', (shell) => {
  let host: TestHost;
  let registry: FakeRegistry;
  beforeEach(async () => {
    host = new TestHost(shell);
    registry = await startRegistry({ isPrivate: (repository) => repository.startsWith('private/'), login });
    // The engine has one image, of the name public/app.
    host.stub(
      'docker',
      `case "$*" in
        version*) echo 28.5.1 ;;
        'ps '*) ;;
        'image inspect '*public/app:1) echo '["r/public/app@${OLD}"] "2026-11-22T10:45:00Z"' ;;
        'image inspect '*) echo 'No such image' >&2; exit 1 ;;
        *) exit 97 ;;
      esac`,
    );
  });
  afterEach(async () => {
    host[Symbol.dispose]();
    await registry[Symbol.asyncDispose]();
  });

  const image = (repository: string, tag = '1'): ImageQuestion => ({
    ...{ name: `${registry.address}/${repository}:${tag}`, registry: registry.address, repository, tag },
  });

  /** The registry is in this process, so that it has to go on while the inspection runs. */
  const look = async (images: readonly ImageQuestion[], password?: string): Promise<readonly ImageFacts[]> => {
    const text = new Inspection(host).program({ images, awaits_logins: password !== undefined });
    expect(text).not.toContain(login.password);
    const env = { HOME: host.home, PATH: `${join(host.folder, 'bin')}:/usr/bin:/bin` };
    const child = spawn('sh', ['-c', text], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    const sent = [{ registry: registry.address, username: login.username, password: new Secret(password ?? '') }];
    child.stdin.end(password === undefined ? '' : `${loginsText(sent)}\n`);
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    await once(child, 'close');
    return parseObservation(Buffer.concat(chunks).toString('utf8')).images;
  };

  test('are those of the host and of the registry, at the price of one request for the manifest besides the token', async () => {
    registry.tags.set('public/app:1', NEW);
    expect(await look([image('public/app')])).toMatchObject([
      { isPresent: true, held: [OLD], found: NEW, problem: undefined, since: new Date('2026-11-22T10:45:00Z') },
    ]);
    expect(registry.requests.map((request) => request.split('?')[0])).toEqual([
      'HEAD /v2/public/app/manifests/1',
      'GET /token',
      'HEAD /v2/public/app/manifests/1',
    ]);
  });

  test('are those that the running release noted, whatever the name means on the host by now', async () => {
    registry.tags.set('public/app:1', NEW);
    const pins = {
      web: { name: image('public/app').name, image: 'x', digests: [NEW], since: 1_795_000_000, platform: '' },
    };
    host.release('r1', {}, { pulled: JSON.stringify(pins), 'base-images': JSON.stringify({ [pins.web.name]: OLD }) });
    expect(await look([image('public/app')])).toMatchObject([{ held: [NEW], base: OLD, found: NEW }]);
  });

  test('are asked for with a login that never is on a command line', async () => {
    registry.tags.set('private/app:1', NEW);
    expect(await look([image('private/app')])).toMatchObject([{ found: undefined, problem: { kind: 'denied' } }]);
    expect(await look([image('private/app')], login.password)).toMatchObject([
      { found: NEW, isPresent: false, held: [] },
    ]);
  });

  test('are found with a login that is wrong where everyone may have them, and the plan is told', async () => {
    registry.tags.set('public/app:1', OLD);
    expect(await look([image('public/app')], 'a wrong password')).toMatchObject([{ found: OLD, isAnonymous: true }]);
  });

  test('are asked for with the login that a person left on the host', async () => {
    registry.tags.set('private/app:1', NEW);
    const auth = Buffer.from(`${login.username}:${login.password}`).toString('base64');
    mkdirSync(join(host.home, '.docker'));
    writeFileSync(join(host.home, '.docker/config.json'), JSON.stringify({ auths: { [registry.address]: { auth } } }));
    expect(await look([image('private/app')])).toMatchObject([{ found: NEW }]);
  });

  test.each([
    [404, 'not-found'],
    [429, 'rate-limit'],
    [503, 'unreachable'],
  ])('have a reason where the registry answers %d', async (status, kind) => {
    registry.tags.set('public/app:1', status);
    const [found] = await look([image('public/app')]);
    expect(found).toMatchObject({ found: undefined, problem: { kind } });
    if (kind === 'rate-limit') expect(found?.problem?.until?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
  });

  test('hold up no inspection for longer than a few seconds', async () => {
    await registry[Symbol.asyncDispose]();
    registry = await startRegistry({ isSilent: true });
    const began = Date.now();
    expect(await look([image('public/app'), image('other/app')])).toMatchObject([
      { held: [OLD], problem: { kind: 'unreachable' } },
      { problem: { kind: 'unreachable' } },
    ]);
    expect(Date.now() - began).toBeLessThan(9_000);
  });

  test('cost nothing where there are none', async () => {
    expect(await look([])).toEqual([]);
    expect(new Inspection(host).program()).not.toContain('observe.registry');
  });
});
