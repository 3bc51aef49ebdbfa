import { describe, expect, test } from '@jest/globals';
import { digestOf } from '../../../src/digest.js';
import type { Inputs } from '../../../src/inputs/inputs.js';
import type { Facts } from '../../../src/plan/facts.js';
import type { Step } from '../../../src/plan/step.js';
import { Secret } from '../../../src/secret.js';
import { freshFacts, planOf, someFiles } from '../../support/facts.js';
import { read } from '../compose/reading.js';

const WEB = 'services:\n  web: {build: ., ports: ["8000:8000"]';

function factsOf(compose: string, repository: Partial<Facts['repository']> = {}, file = 'compose.yaml'): Facts {
  const facts = freshFacts();
  const stack = read({ [file]: compose }, { appService: 'web', composeFiles: [file] });
  return { ...facts, repository: { ...facts.repository, stack, ...repository } };
}

function stepOf<Kind extends Step['kind']>(facts: Facts, kind: Kind, inputs: Partial<Inputs> = {}) {
  const step = planOf(facts, inputs).steps.find((one) => one.kind === kind);
  return step as Extract<Step, { readonly kind: Kind }> | undefined;
}

const key = (name: string) => ({ key: name, value: new Secret('value') });
const trackedEnv = { entries: [key('TRACKED')], text: new Secret('TRACKED=value # as it is\n') };

describe('while images are built and .env is not in the directory of the release', () => {
  const overlayOf = (compose: string, file?: string) => stepOf(factsOf(compose, {}, file), 'build')?.envOverlay;

  test('services do not read it there', () => {
    expect(overlayOf(`${WEB}, env_file: .env}\n  db: {image: postgres}\n`)).toBe(
      'services:\n  web:\n    env_file: !reset []\n',
    );
    expect(overlayOf(`${WEB}}\n`)).toBe('');
  });

  test('a build that gets it as a secret reads it in the record', () => {
    const secrets = 'secrets: {env: {file: ./.env}, other: {file: ./other}}\n';
    const compose = 'services:\n  web: {build: {context: ., secrets: [env, other]}, ports: ["80:80"]}\n';
    const facts = factsOf(compose + secrets, {
      files: [...someFiles, { kind: 'file', path: 'other', mode: 0o644, size: 1, blob: 'a' }],
    });
    const { release } = planOf(facts);
    expect(stepOf(facts, 'build')?.envOverlay).toBe(
      `secrets:\n  env:\n    file: /home/ec2-user/app/records/${release}/env\n`,
    );
    const inFolder = compose.replace('context: .', 'context: ..') + secrets.replaceAll('./.env', '../.env');
    expect(overlayOf(inFolder, 'docker/compose.yaml')).toContain('/env\n');
  });

  test('there is nothing to say of a release of which nothing is built', () => {
    expect(overlayOf('services:\n  web: {image: nginx, env_file: .env, ports: ["80:80"]}\n')).toBe('');
    expect(stepOf(freshFacts(), 'build')).toMatchObject({ envOverlay: '', namesEnv: false });
  });

  test('the host is informed where an include names it', () => {
    const reading = {
      ...{ facts: undefined, digest: '', isTold: true, sources: [], isEnvHosts: true },
      ...{ refusal: undefined, isLocal: false, unknown: [] },
    };
    const facts = factsOf(`${WEB}}\n`, { reading: { ...reading, facts: {} as never, namesEnv: true } });
    expect(stepOf(facts, 'build')).toMatchObject({ namesEnv: true });
  });
});

describe("the repository's own .env", () => {
  test('is sent along where the release has another one, since builds find it', () => {
    const step = stepOf(factsOf(`${WEB}}\n`, { trackedEnv }), 'env');
    expect(step?.repositoryEnv?.reveal()).toBe('TRACKED=value # as it is\n');
  });

  test('is not sent where it is the one of the release, or there is none', () => {
    expect(stepOf(factsOf(`${WEB}}\n`, { trackedEnv }), 'env', { env: undefined })?.repositoryEnv).toBeUndefined();
    expect(stepOf(factsOf(`${WEB}}\n`), 'env')?.repositoryEnv).toBeUndefined();
  });
});

describe('a Dockerfile that copies .env by its name', () => {
  const refused = (repository: Partial<Facts['repository']>, inputs: Partial<Inputs> = {}) =>
    planOf(factsOf(`${WEB}}\n`, repository), inputs).blockers.filter(({ code }) => code === 'build-source-missing');
  const copies = (path: string) => ({ buildCopies: [{ service: 'web', path }] });

  test('is refused, with what to do instead', () => {
    const [failure, ...others] = refused(copies('.env'));
    expect(others).toEqual([]);
    expect(failure?.what).toBe('The Dockerfile of web copies .env, which no build gets');
    expect(failure?.hint).toMatch(/env_file.*build argument.*build secret/s);
  });

  test('is planned where the repository has that file, or an input gives it', () => {
    expect(refused({ ...copies('.env'), trackedEnv })).toEqual([]);
    const own = { kind: 'file' as const, path: 'api/.env', mode: 0o644, size: 1, blob: 'a'.repeat(40) };
    expect(refused({ ...copies('api/.env'), files: [...someFiles, own] })).toEqual([]);
    const files = [{ path: 'api/.env', content: new Secret('A=1'), digest: digestOf('A=1') }];
    expect(refused(copies('api/.env'), { files })).toEqual([]);
    expect(refused(copies('api/.env'))[0]?.hint).toContain('    api/.env < API_ENV\n');
  });
});

describe('a Dockerfile that copies what is not deployed', () => {
  const refused = (...paths: readonly string[]) =>
    planOf(factsOf(`${WEB}}\n`, { buildCopies: paths.map((path) => ({ service: 'web', path })) })).blockers.filter(
      ({ code }) => code === 'build-source-missing',
    );

  test('is refused before anything is built, with the path', () => {
    const [failure, ...others] = refused('requirements/prod.txt', 'requirements/prod.txt');
    expect(others).toEqual([]);
    expect(failure?.what).toBe(
      'The Dockerfile of web copies requirements/prod.txt, which is not among the deployed files',
    );
    expect(failure?.hint).toContain('include: |\n    requirements/prod.txt');
  });

  test('is refused for a pattern whose folder is not there, and not for one that fits nothing', () => {
    expect(refused('build/libs/*.jar').map(({ what }) => what)).toEqual([
      'The Dockerfile of web copies build/libs/*.jar, which is not among the deployed files',
    ]);
    expect(refused('nothing/../*.txt')).toEqual([]);
  });

  test('is planned where it copies files and directories that are', () => {
    const [file] = someFiles;
    const path = file?.path ?? '';
    expect(refused(path, `./${path}`, './')).toEqual([]);
  });
});

describe('a build with a target that its Dockerfile does not have', () => {
  const refused = (service: string) => {
    const missing = { service, target: 'runtime', dockerfile: 'Dockerfile', stages: ['builder'] };
    const { blockers } = planOf(factsOf(`${WEB}}\n`, { missingStages: [missing] }));
    return blockers.filter(({ code }) => code === 'build-source-missing');
  };

  test('is refused before anything is built, with the stages that there are', () => {
    const [failure, ...others] = refused('web');
    expect(others).toEqual([]);
    expect(failure?.what).toBe('The build of web has the target runtime, which is no stage of Dockerfile');
    expect(failure?.why).toMatch(/^Dockerfile has builder, so /);
  });

  test('is not refused where that service is not built', () => {
    expect(refused('other')).toEqual([]);
  });
});

describe('variables that pages are built with', () => {
  const env = [key('VITE_API'), key('NEXT_PUBLIC_URL'), key('SECRET_KEY')];
  const warnings = (compose: string, repository: Partial<Facts['repository']> = {}) =>
    planOf(factsOf(compose, repository), { env }).warnings;

  test('are a warning with the line to add, since no build gets the .env', () => {
    const [warning, ...others] = warnings(`${WEB}}\n`);
    expect(others).toEqual([]);
    expect(warning).toMatch(
      /^VITE_API, NEXT_PUBLIC_URL: .*VITE_API: \$\{VITE_API\} below build: args: .* ARG VITE_API/,
    );
    expect(planOf(freshFacts(), { env }).warnings[0]).toContain('a line VITE_API=value in build-args');
  });

  test('are none where a build has them as arguments, or nothing is built', () => {
    const args = '{context: ., args: {VITE_API: "${VITE_API}", NEXT_PUBLIC_URL: x}}';
    const renamed = warnings('services:\n  web: {build: {context: ., args: {API: value}}, ports: ["80:80"]}\n');
    expect(renamed).toEqual([]);
    expect(warnings(`services:\n  web: {build: ${args}, ports: ["80:80"]}\n`)).toEqual([]);
    expect(warnings('services:\n  web: {image: nginx, ports: ["80:80"]}\n')).toEqual([]);
    const build = { dockerfile: undefined, target: undefined, args: [{ name: 'VITE_API', value: 'x' }] };
    expect(planOf(freshFacts(), { env: [key('VITE_API')], build }).warnings).toEqual([]);
  });
});
