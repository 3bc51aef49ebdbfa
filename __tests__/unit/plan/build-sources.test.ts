import { describe, expect, test } from '@jest/globals';
import type { Failure } from '../../../src/errors/deploy-error.js';
import { digestOf } from '../../../src/digest.js';
import type { Inputs } from '../../../src/inputs/inputs.js';
import type { Facts } from '../../../src/plan/facts.js';
import type { FileEntry } from '../../../src/repository/manifest/manifest.js';
import { Secret } from '../../../src/secret.js';
import { factsAfter, freshFacts, now, planOf } from '../../support/facts.js';
import { read } from '../compose/reading.js';

const file = (path: string): FileEntry => ({ kind: 'file', path, mode: 0o644, size: 1, blob: 'a'.repeat(40) });
const link = (path: string, target: string): FileEntry => ({ kind: 'symlink', path, target });

/** A project of this compose file; of its files the paths alone count, and those that are links. */
function factsOf(services: string, deployed: readonly (string | FileEntry)[], more = ''): Facts {
  const facts = freshFacts();
  const compose = `services:\n${services}\n${more}`;
  const stack = read({ 'compose.yaml': compose }, { appService: 'web' });
  const files = [file('compose.yaml'), ...deployed.map((one) => (typeof one === 'string' ? file(one) : one))];
  return { ...facts, repository: { ...facts.repository, stack, files } };
}

function refused(facts: Facts, inputs: Partial<Inputs> = {}): readonly Failure[] {
  return planOf(facts, inputs).blockers.filter(({ code }) => code === 'build-source-missing');
}

const whats = (...given: Parameters<typeof refused>): readonly string[] => refused(...given).map(({ what }) => what);
const web = (build: string): string => `  web: {ports: ["8000:8000"], build: ${build}}`;

describe('a build', () => {
  test.each([
    ['in the root', '.', ['Dockerfile']],
    ['in a directory', './api/', ['api/Dockerfile']],
    ['with a Dockerfile of another name', '{context: api, dockerfile: prod.Dockerfile}', ['api/prod.Dockerfile']],
    ['with a Dockerfile next to its context', '{context: api, dockerfile: ../docker/web}', ['api/x', 'docker/web']],
    ['with a small dockerfile, which buildx takes as well', 'api', ['api/dockerfile']],
    ['with its Dockerfile in the compose file', '{context: api, dockerfile_inline: FROM scratch}', ['api/x']],
    ['behind links', 'api', [link('api', 'src/api'), link('src/api/Dockerfile', '../web'), 'src/web']],
    ['of a git repository', 'https://github.com/owner/app.git#main', []],
    ['of an archive', 'https://example.com/app.tar.gz', []],
    ['of a directory of the host', '/srv/app', []],
    ['with a link to a directory of the host', 'api', [link('api', '/srv/api')]],
    [
      'with more contexts',
      '{context: ., additional_contexts: {lib: ./lib, base: "docker-image://alpine", src: "https://example.com/x.git"}}',
      ['Dockerfile', 'lib/a.py'],
    ],
  ])('%s is planned when what it reads is deployed', (_what, build, files) => {
    expect(refused(factsOf(web(build), files))).toEqual([]);
  });

  test('is refused when its context is not deployed, and the Dockerfile in it is not named as well', () => {
    const [failure, ...others] = refused(factsOf(web('./api'), ['src/x']));
    expect(others).toEqual([]);
    expect(failure).toMatchObject({
      what: 'The build context of web is not among the deployed files: api',
      why: expect.stringContaining('docker compose on the host would stop the build') as unknown,
      hint: expect.stringMatching(/Commit at least one file in it.*\nwith:\n {2}include: \|\n {4}api$/s) as unknown,
    });
  });

  test('is refused when its Dockerfile is not deployed, once for all services that use it', () => {
    const two = `${web('{context: ., dockerfile: prod.Dockerfile}')}\n  worker: {build: {context: ., dockerfile: prod.Dockerfile}}`;
    expect(whats(factsOf(two, ['manage.py']))).toEqual([
      'The Dockerfile of web, worker is not among the deployed files: prod.Dockerfile',
    ]);
  });

  test('is refused when it is outside of the deployed directory', () => {
    const [context, more, secret] = refused(
      factsOf(
        web('{context: ../app, additional_contexts: {lib: ../lib}, secrets: [npm]}'),
        ['x'],
        'secrets: {npm: {file: ../.npmrc}}',
      ),
    );
    expect(context?.what).toBe('The build context of web is not among the deployed files: ../app');
    expect(context?.hint).toContain('working-directory');
    expect(more?.what).toBe('The additional build context lib of web is not among the deployed files: ../lib');
    expect(secret?.what).toBe('The build secret npm of web is not among the deployed files: ../.npmrc');
  });

  test('is refused when links lead nowhere, or round and round', () => {
    const round = [link('api', 'app'), link('app', 'api')];
    expect(whats(factsOf(web('api'), round))).toHaveLength(1);
    expect(whats(factsOf(web('api'), [link('api', '../../srv')]))).toHaveLength(1);
    expect(whats(factsOf(web('.'), [link('Dockerfile', 'gone')]))).toHaveLength(1);
  });

  test('is refused with the name that differs in small and capital letters alone', () => {
    expect(refused(factsOf(web('./API'), ['Api/Dockerfile']))[0]?.hint).toMatch(/^There is Api\./);
    const named = factsOf(web('{context: ., dockerfile: dockerfile.prod}'), ['Dockerfile.prod', 'dockerfile.Prod/x']);
    expect(refused(named)[0]?.hint).toMatch(/^There is Dockerfile\.prod\./);
  });

  test('is refused when there is a file where its context belongs', () => {
    expect(refused(factsOf(web('./api'), ['api']))[0]).toMatchObject({
      why: expect.stringContaining('There is a file of that name') as unknown,
      hint: 'Correct the path api in the compose file.',
    });
  });

  test('names what `exclude` leaves out, and that git is the only source with `source: git`', () => {
    const facts = factsOf(web('.'), ['x']);
    const upload = { kind: 'upload', include: [], exclude: ['Docker*'] } as const;
    expect(refused(facts, { source: upload })[0]?.hint).toContain('exclude` does not name it (Docker*)');
    const git = { kind: 'git', url: 'u', sha: 'a', deployKey: new Secret('k'), knownHosts: undefined } as const;
    expect(refused(facts, { source: git })[0]?.hint).toMatch(/^Commit it\. With `source: git`/);
  });

  test('is refused with the line for actions/checkout when it is in a submodule that is not checked out', () => {
    const facts = factsOf(web('lib/api'), ['x']);
    const gaps = { submodules: [{ path: 'lib', isCheckedOut: false, isNested: false }], lfsFiles: [] };
    const [failure] = refused({ ...facts, repository: { ...facts.repository, gaps } });
    expect(failure?.hint).toMatch(/in the submodule lib, .*\nwith:\n {2}submodules: true$/s);
  });

  test('reads a file of the input files that only a build can use', () => {
    const files = [{ path: 'Dockerfile', content: new Secret('FROM x'), digest: digestOf('FROM x') }];
    expect(refused(factsOf(web('.'), ['x']), { files })).toEqual([]);
  });

  test.each([
    ['[default]', 'build.ssh: default'],
    ['["deploy=./key", default]', 'build.ssh: default, deploy'],
    ['{deploy: ./key}', 'build.ssh: deploy'],
  ])('with ssh: %s is refused, since the host has no agent', (ssh, setting) => {
    const [failure] = refused(factsOf(web(`{context: ., ssh: ${ssh}}`), ['Dockerfile']));
    expect(failure?.what).toBe(`The build of web needs an SSH agent (${setting})`);
    expect(failure?.hint).toContain('build.secrets');
  });

  test('of a repository that is fetched over SSH is refused, without the login in its address', () => {
    expect(whats(factsOf(web('git@github.com:owner/app.git'), []))).toEqual([
      'The build of web needs an SSH agent (build context git@github.com:owner/app.git)',
    ]);
    const more = '{context: ., additional_contexts: {x: "ssh://me:pw@example.com/x.git"}}';
    expect(whats(factsOf(web(more), ['Dockerfile']))).toEqual([
      'The build of web needs an SSH agent (build context ssh://example.com/x.git)',
    ]);
  });

  test('of a directory of the host is refused where the repository has its Dockerfile: it is a clone of one machine, and not the commit', () => {
    const [{ what, why, hint } = { what: '', why: '', hint: '' }] = planOf(
      factsOf(web('/srv/shop'), ['Dockerfile']),
    ).blockers;
    expect(what).toBe('The build context of web is not among the deployed files: /srv/shop');
    expect(why).toMatch(/a path of one machine/);
    expect(hint).toBe('Write it relative to the compose file, such as context: .');
  });

  test('of an inactive service is not considered', () => {
    const tool = '  tool: {profiles: [tools], build: {context: ./tools, ssh: [default]}}';
    expect(refused(factsOf(`${web('.')}\n${tool}`, ['Dockerfile']))).toEqual([]);
  });
});

describe('a repository that has only a Dockerfile', () => {
  const only = (deployed: readonly string[]): Facts => {
    const facts = freshFacts();
    return { ...facts, repository: { ...facts.repository, files: deployed.map(file) } };
  };

  test('is refused when this is not deployed', () => {
    expect(whats(only(['manage.py']))).toEqual(['The Dockerfile of app is not among the deployed files: Dockerfile']);
    const build = { dockerfile: 'docker/prod', target: undefined, args: [] };
    expect(whats(only(['Dockerfile']), { build })).toHaveLength(1);
    expect(whats(only(['docker/prod']), { build })).toEqual([]);
  });

  test('may call it dockerfile', () => {
    expect(refused(only(['dockerfile']))).toEqual([]);
  });
});

test('A run that has nothing to do is not refused for a build that an earlier run could make', () => {
  const whole = factsOf(web('.'), ['Dockerfile']);
  const after = factsAfter(planOf(whole), now);
  const files = after.repository.files;
  expect(planOf({ ...after, repository: { ...after.repository, files } }).blockers).toEqual([]);
});
