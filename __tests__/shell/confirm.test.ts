import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TestHost, type Deployed } from '../support/host-program.js';

jest.setTimeout(30_000);

const release = 'r2';
const COMPOSE =
  'services:\n  web:\n    image: nginx\n    ports: ["${HTTP_PORT}:80"]\n    command: serve --key ${KEY}\n';

/** What the runner read, the variables being unknown to it. */
const reading = {
  services: {
    web: {
      image: 'nginx',
      command: ['serve --key'],
      ports: [{ target: 80, protocol: 'tcp' }],
      networks: { default: {} },
    },
  },
  inactive: {},
  networks: { default: {} },
  ...{ volumes: {}, secrets: {}, configs: {} },
};

/** What compose prints of it. */
const printed = (published: string | undefined): object => ({
  name: 'site',
  services: {
    web: {
      command: ['serve', '--key', 'hunter2'],
      environment: { PASSWORD: 'swordfish' },
      image: 'nginx',
      networks: { default: null },
      ports: [{ mode: 'ingress', target: 80, protocol: 'tcp', ...(published === undefined ? {} : { published }) }],
    },
  },
  networks: { default: { name: 'site_default' } },
});

describe('confirming the plan', () => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost('dash');
    host.release('r1', { 'compose.yml': COMPOSE });
    host.write(`records/${release}/manifest`, '');
    host.write(`records/${release}/compose-files`, 'compose.yml');
    host.write(`releases/${release}/compose.yml`, COMPOSE);
    host.write(`releases/${release}/.env`, 'HTTP_PORT=80\nKEY=hunter2\nPASSWORD=swordfish\n', 0o600);
  });
  afterEach(() => host[Symbol.dispose]());

  const engine = (project: object, otherwise = ''): void =>
    host.stub(
      'docker',
      `case "$*" in
        ${otherwise}
        *' config --format json') printf '%s' '${JSON.stringify(project)}' ;;
        *' config --quiet' | *' build '*) : ;;
        *) exit 97 ;;
      esac`,
    );
  const confirm = async (changes: object = {}): Promise<Deployed> =>
    await host.deploy({
      steps: ['confirm', 'build'],
      job: { release, expected_release: 'r1' },
      data: {
        confirm: {
          ...{ compose_files: ['compose.yml'], may_find_others: true, profiles: [], sources: ['compose.yml'] },
          ...{ facts: JSON.stringify(reading), reading_digest: 'abc', is_told: false },
          ...changes,
        },
        build: { built: [], pulled: [] },
      },
    });
  const noted = (): unknown => JSON.parse(host.read(`records/${release}/confirmed.json`));
  const contradiction = ({ events }: Deployed) => events.find((event) => event.event === 'contradiction');

  test('goes on where compose reads the same, and notes the digest of .env for the next run', async () => {
    engine(printed(undefined));
    const run = await confirm();
    expect(run.failure).toBeUndefined();
    expect(run.done).toBe('applied');
    expect(noted()).toMatchObject({
      env_digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      reading_digest: 'abc',
      project: null,
    });
  });

  test('ends before anything is built where compose reads it differently, and tells the project without its secrets', async () => {
    engine(printed('80'));
    const run = await confirm();
    expect(run.failure).toBeUndefined();
    expect(run.done).toBe('replan');
    expect(contradiction(run)).toMatchObject({
      differs: ['services.web.ports'],
      files: ['compose.yml'],
      facts: { services: { web: { command: ['serve --key ***'], keys: { environment: ['PASSWORD'] } } } },
    });
    expect(run.lines.join('\n')).not.toMatch(/hunter2|swordfish/);
    expect(run.events.some((event) => event.event === 'begin' && event.step === 'build')).toBe(false);
    expect(existsSync(join(host.root, 'records', release, 'confirmed.json'))).toBe(false);
  });

  test('is content with what it has told itself, and notes that', async () => {
    engine(printed('80'));
    const told = contradiction(await confirm());
    const facts = JSON.stringify(told?.event === 'contradiction' ? told.facts : undefined);
    expect((await confirm({ facts, is_told: true })).done).toBe('applied');
    expect(noted()).toMatchObject({ reading_digest: 'abc', project: { files: ['compose.yml'] } });
    expect(JSON.stringify(noted())).not.toMatch(/hunter2|swordfish/);
  });

  test('tells the project that the runner could not read', async () => {
    engine(printed('80'));
    const run = await confirm({ facts: null });
    expect(run.done).toBe('replan');
    expect(contradiction(run)).toMatchObject({ differs: ['services'] });
  });

  test('reads the files that COMPOSE_FILE of the .env on the host names', async () => {
    host.write(`releases/${release}/.env`, 'COMPOSE_FILE="compose.yml:more.yml"\n', 0o600);
    engine(
      printed(undefined),
      `*' config --format json') printf %s "$COMPOSE_FILE" >"$PWD/../../seen"; exec "$0" json ;;
      json) printf '%s' '${JSON.stringify(printed(undefined))}' ;;`,
    );
    const run = await confirm();
    expect(contradiction(run)).toMatchObject({ differs: ['compose files'], files: ['compose.yml', 'more.yml'] });
    expect(host.read('seen')).toBe('compose.yml|more.yml');
  });

  test('says what compose rejects, in its own words and without values of .env', async () => {
    engine({}, "*' config --format json') echo 'services.web: invalid port hunter2' >&2; exit 15 ;;");
    const run = await confirm();
    expect(run.failure).toEqual(
      expect.objectContaining({ code: 'compose-file-invalid', text: 'compose.yml: services.web: invalid port ***' }),
    );
    expect(run.done).toBe('failed');
  });

  describe('where secrets and configs are in the compose file or in variables', () => {
    const content = (text: string): object => ({
      services: {
        web: { image: 'nginx', configs: [{ source: 'page' }], secrets: [{ source: 'token' }] },
        api: { image: 'nginx', secrets: [{ source: 'token' }] },
      },
      configs: { page: { content: text } },
      secrets: { token: { environment: 'TOKEN' } },
    });
    const labelled = async (text: string, token: string): Promise<Readonly<Record<string, string>>> => {
      host.write('token', token);
      engine(
        content(text),
        `*' config --format json') if [ -n "\${COMPOSE_FILE##*values.compose.yml}" ]; then exec "$0" json; fi
          cp "$COMPOSE_FILE" '${host.root}/question'
          printf '{"services":{"values":{"environment":{"TOKEN":"%s"}}}}' "$(cat '${host.root}/token')" ;;
        json) printf '%s' '${JSON.stringify(content(text))}' ;;`,
      );
      const { services, configs, secrets } = content(text) as typeof reading;
      const facts = { ...reading, services, configs: { page: {} }, secrets, networks: {} };
      expect(Object.keys(configs)).toEqual(['page']);
      const run = await confirm({ facts: JSON.stringify(facts) });
      expect(run.failure).toBeUndefined();
      expect(run.done).toBe('applied');
      const made = JSON.parse(host.read(`records/${release}/contents.compose.yml`)) as {
        readonly services: Readonly<Record<string, { readonly labels: Readonly<Record<string, string>> }>>;
      };
      return Object.fromEntries(
        Object.entries(made.services).map(([name, { labels }]) => [name, labels['ec2-https-deploy.contents'] ?? '']),
      );
    };

    test('labels the services that use them, with digests that change with the contents and that no one can guess', async () => {
      const first = await labelled('hello', 'one');
      expect(first).toEqual({
        web: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
        api: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      });
      expect(JSON.parse(host.read('question'))).toMatchObject({
        services: { values: { environment: { TOKEN: '\${TOKEN-}' } } },
      });
      expect(await labelled('hello', 'one')).toEqual(first);
      const rotated = await labelled('hello', 'two');
      expect([rotated['web'] === first['web'], rotated['api'] === first['api']]).toEqual([false, false]);
      const edited = await labelled('bye', 'one');
      expect([edited['web'] === first['web'], edited['api'] === first['api']]).toEqual([false, true]);
      expect(existsSync(join(host.root, 'records', release, 'values.compose.yml'))).toBe(false);
      expect(statSync(join(host.root, 'digest-key')).mode & 0o777).toBe(0o600);
      host.unlink('digest-key');
      expect(await labelled('hello', 'one')).not.toEqual(first);
    });

    test('gives the labels to compose when it brings the release up', async () => {
      await labelled('hello', 'one');
      const files = host.python(
        `from compose.releases import Releases; print(Releases("${host.root}", "site").compose_files("${release}")[-1])`,
      );
      expect(files).toBe(join(host.root, 'records', release, 'contents.compose.yml'));
    });
  });

  test('rejects settings of the release that compose does not take', async () => {
    engine(printed(undefined), "*' config --quiet') echo 'services.web conflicts' >&2; exit 15 ;;");
    const { failure } = await confirm();
    expect(failure?.code).toBe('compose-file-invalid');
    expect(failure?.text).toMatch(/compose\.yml.*: services\.web conflicts$/);
  });

  test('builds and switches nothing when the disk does not take the files of the release', async () => {
    engine(printed(undefined));
    host.stub('sync', 'exit 1');
    const run = await confirm();
    expect(run.failure).toMatchObject({ code: 'upload-failed', text: expect.stringContaining('to the disk') });
    expect(run.events.some((event) => event.event === 'begin' && event.step === 'build')).toBe(false);
  });
});
