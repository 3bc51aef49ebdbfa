import { describe, expect, test } from '@jest/globals';
import { githubRepositoryOf } from '../../../src/inputs/inputs.js';
import { Secret } from '../../../src/secret.js';
import { KEY, LEAST, PIN, problemsOf, read, SHA } from './reading.js';

describe('what was not given', () => {
  test('has its default', () => {
    const { sshKey, ...rest } = read(LEAST).inputs ?? expectInputs();
    expect(sshKey?.reveal()).toBe(KEY.trim());
    expect(rest).toEqual({
      host: '203.0.113.7',
      port: 22,
      user: 'ec2-user',
      sshKeyPassphrase: undefined,
      instance: undefined,
      access: undefined,
      opensPort: false,
      opensWebPorts: false,
      startsInstance: false,
      hostKey: { kind: 'unknown' },
      domain: 'app.example.com',
      aliases: [],
      runtime: 'compose',
      systemPackages: [],
      path: '~/my-site',
      projectName: undefined,
      repository: 'octo/my-site',
      workspace: '/workspace',
      sha: SHA,
      source: { kind: 'upload', include: [], exclude: [] },
      env: undefined,
      files: [],
      composeFiles: undefined,
      profiles: undefined,
      build: { dockerfile: undefined, target: undefined, args: [] },
      buildPull: false,
      registries: [],
      app: { service: undefined, port: undefined, protocol: undefined },
      keepPublishedPorts: false,
      proxy: 'auto',
      trustedProxies: [],
      releaseCommand: undefined,
      certifyCommand: undefined,
      renewCommand: undefined,
      email: undefined,
      acmeServer: 'https://acme-v02.api.letsencrypt.org/directory',
      renewSchedule: undefined,
      dns: { kind: 'route53', hostedZoneId: undefined, newZone: 'none', setsNameServers: false, target: undefined },
      healthPath: '/',
      times: { healthSeconds: undefined, drainSeconds: undefined, lockSeconds: undefined, minReadySeconds: 0 },
      maxBodySize: '10m',
      bootstrap: true,
      composePlugin: undefined,
      dryRun: false,
      limits: {},
      timeoutMs: 1_800_000,
    });
  });

  test('is told, all at once, where it is required', () => {
    const { error } = read({});
    expect(error?.code).toBe('invalid-input');
    expect(error?.what).toBe('Invalid inputs: 3 problems; nothing was changed');
    expect(problemsOf({}).map((problem) => problem.split(':')[0])).toEqual(['host', 'ssh-key', 'domain']);
  });
});

describe('what was given', () => {
  test('is read', () => {
    const { inputs } = read({
      ...LEAST,
      host: ' Host.Example.com ',
      port: '2222',
      'host-key': PIN,
      aliases: 'www, example.org\nwww.app.example.com app.example.com',
      include: 'dist/**\n\nbuild/x',
      exclude: 'docs/**',
      dns: 'none',
      'dry-run': 'true',
      'release-command': 'python manage.py migrate &&\necho "$HOME"',
      'certify-command': '/opt/certify-init.sh',
      'ssh-key-passphrase': ' pass phrase\n',
    });
    expect(inputs).toMatchObject({
      host: 'host.example.com',
      port: 2222,
      hostKey: { kind: 'pinned' },
      aliases: ['www.app.example.com', 'example.org'],
      source: { kind: 'upload', include: ['dist/**', 'build/x'], exclude: ['docs/**'] },
      dns: { kind: 'none' },
      dryRun: true,
      releaseCommand: 'python manage.py migrate &&\necho "$HOME"',
      certifyCommand: '/opt/certify-init.sh',
    });
    expect(inputs?.sshKeyPassphrase?.reveal()).toBe(' pass phrase');
  });

  test('keeps blanks at the end of the last line of env, which belong to its value', () => {
    expect(read({ ...LEAST, env: 'A=x  ' }).inputs?.env?.[0]?.value.reveal()).toBe('x  ');
  });

  test('reads env-file from the workspace, and env wins over it', () => {
    const files = { '/workspace/deploy/.env': 'A=file\nB=file\n' };
    const { inputs } = read({ ...LEAST, env: 'B=step\nC=step', 'env-file': 'deploy/.env' }, files);
    expect(inputs?.env?.map(({ key, value }) => `${key}=${value.reveal()}`)).toEqual(['A=file', 'B=step', 'C=step']);
  });

  test.each([
    ['missing', 'none.env', /^env-file: "none.env" does not exist in the workspace; commit it/],
    ['outside', '../x.env', /^env-file: "\.\.\/x\.env" is not a file in the workspace/],
    ['hostile', 'a\0b', /^env-file: .* is not a file in the workspace/],
  ])('tells of an env file that is %s', (_, file, expected) => {
    expect(problemsOf({ ...LEAST, 'env-file': file })).toEqual([expect.stringMatching(expected)]);
  });

  test('holds no more names than a certificate', () => {
    const aliases = Array.from({ length: 100 }, (_, index) => `a${index}`);
    expect(problemsOf({ ...LEAST, aliases: aliases.join(' ') })).toEqual([expect.stringContaining('101 names')]);
    expect(read({ ...LEAST, aliases: aliases.slice(1).join(' ') }).inputs?.aliases).toHaveLength(99);
  });
});

describe('source: git', () => {
  const git = { ...LEAST, source: 'git', 'deploy-key': KEY };

  test('clones this repository at this commit', () => {
    expect(read(git).inputs?.source).toMatchObject({
      url: 'git@github.com:octo/my-site.git',
      sha: SHA,
      knownHosts: undefined,
    });
  });

  test('needs a deploy key, and a host key for other servers', () => {
    const problems = problemsOf({ ...LEAST, source: 'git', repository: 'ssh://git@git.example.org/x.git' });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(['deploy-key', 'repository-host-key']);
  });

  test('tells of patterns, which have no effect there', () => {
    expect(problemsOf({ ...git, include: 'a' })).toEqual([expect.stringMatching(/^include: has no effect/)]);
  });
});

function expectInputs(): never {
  throw new Error('The inputs were refused');
}

describe('the record at GitHub', () => {
  test('takes a token and the name of an environment', () => {
    const { inputs } = read({ ...LEAST, 'github-token': 'ghs_1', environment: 'staging / eu' });
    expect(inputs?.githubToken?.reveal()).toBe('ghs_1');
    expect(inputs?.environment).toBe('staging / eu');
  });

  test('refuses a name that is too long for GitHub', () => {
    expect(problemsOf({ ...LEAST, environment: 'e'.repeat(256) }).join()).toMatch(/^environment: .* 255 characters$/);
  });

  test.each([
    ['git@github.com:octo/site.git', 'octo/site'],
    ['ssh://git@github.com/octo/site.git', 'octo/site'],
    ['ssh://git@git.example.com/octo/site.git', undefined],
  ])('is made in the repository that %s names', (url, repository) => {
    const source = { kind: 'git', url, sha: SHA, deployKey: new Secret('k'), knownHosts: undefined } as const;
    expect(githubRepositoryOf({ source, repository: 'octo/other' })).toBe(repository);
  });
});
