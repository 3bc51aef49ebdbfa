import { describe, expect, test } from '@jest/globals';
import { digestOf } from '../../../../src/digest.js';
import type { InputFile, Inputs } from '../../../../src/inputs/inputs.js';
import type { Facts } from '../../../../src/plan/facts.js';
import type { ProjectNeeds } from '../../../../src/repository/needs.js';
import { Secret } from '../../../../src/secret.js';
import type { ServiceConfig } from '../../../../src/compose/model/config.js';
import type { Service } from '../../../../src/compose/stack.js';
import { freshFacts, kindsOf, noData, planOf, someFiles } from '../../../support/facts.js';
import { someBind, someService, someStack } from '../../../support/stacks.js';

const given = (path: string): InputFile => ({ path, content: new Secret(path), digest: digestOf(path) });

const noNeeds: ProjectNeeds = {
  ...{ variables: [], blankNames: [], envFiles: [], example: undefined, examples: new Map(), isWhyUnread: false },
};

function factsOf(services: readonly Service[], needs: Partial<ProjectNeeds> = {}, folder = ''): Facts {
  const facts = freshFacts();
  const stack = someStack(services, { folder });
  return { ...facts, repository: { ...facts.repository, stack, needs: { ...noNeeds, ...needs } } };
}

const blockers = (facts: Facts, inputs: Partial<Inputs> = {}) =>
  planOf(facts, { env: undefined, ...inputs }).blockers.filter(({ code }) => code === 'env-file-missing');

const web = someService('web', { envFiles: ['a.env', 'b.env'] });
const worker = someService('worker', { envFiles: ['b.env'] });
const seed = someService('seed', { envFiles: ['seed.env'], hasProfile: true });

describe('a required env file', () => {
  test('that is nowhere is refused by name, with the lines to add', () => {
    const [failure, ...others] = blockers(factsOf([someService('web', { envFiles: ['a.env'] })]));
    expect(others).toEqual([]);
    expect(failure?.what).toBe('The env file a.env of web exists neither in the repository nor on the host');
    expect(failure?.hint).toContain('with:\n  files: |\n    a.env < A_ENV\nenv:\n  A_ENV: ${{ secrets.A_ENV }}');
    expect(failure?.hint).toContain('/home/ec2-user/app/shared/a.env');
  });

  test('whose name is a variable without a value is not named, since the variable is', () => {
    expect(blockers(factsOf([someService('web', { envFiles: [''] })]))).toEqual([]);
  });

  test('is refused together with all others, and their lines are one block', () => {
    const [failure, ...others] = blockers(factsOf([web, worker, seed]));
    expect(others).toEqual([]);
    expect(failure?.what).toBe(
      'Env files exist neither in the repository nor on the host: a.env (web), b.env (web, worker)',
    );
    expect(failure?.hint).toContain('  files: |\n    a.env < A_ENV\n    b.env < B_ENV\nenv:\n  A_ENV: ');
    expect(failure?.hint.match(/^with:/gm)).toHaveLength(1);
  });

  test('is one block of lines with the files that are mounted and missing', () => {
    const service = someService('web', { envFiles: ['a.env'], binds: [someBind('account.json', { readOnly: true })] });
    const facts = factsOf([service]);
    const places = new Map([['account.json', 'missing']] as const);
    const made = planOf({ ...facts, host: { ...facts.host, data: { ...noData, places } } }, { env: undefined });
    const [env, mount] = made.blockers;
    expect(env?.hint).toContain('    a.env < A_ENV\n    account.json < ACCOUNT_JSON\nenv:\n');
    expect(mount).toMatchObject({
      code: 'mount-source-missing',
      hint: 'The files are among the lines to add for env-file-missing.',
    });
  });

  test('may be tracked, given, or prepared on the host', () => {
    const file = { kind: 'file' as const, path: 'a.env', mode: 0o644, size: 1, blob: 'a' };
    const facts = factsOf([web]);
    const tracked = { ...facts, repository: { ...facts.repository, files: [...someFiles, file] } };
    expect(blockers(tracked, { files: [given('b.env')] })).toEqual([]);
    const places = new Map([['b.env', 'shared']] as const);
    expect(blockers({ ...tracked, host: { ...facts.host, data: { ...noData, places } } })).toEqual([]);
  });

  test('outside of the deployed directory cannot be given, so the hint is another', () => {
    const [missing] = blockers(factsOf([someService('web', { envFiles: ['../common.env'] })]));
    expect(missing?.hint).toMatch(/^It is outside of the deployed directory/);
  });

  test('at a path of the host has to be there', () => {
    const facts = factsOf([someService('web', { envFiles: ['/opt/app.env'] })]);
    const at = (kind: 'shared' | 'missing') => {
      const places = new Map([['/opt/app.env', kind]] as const);
      return blockers({ ...facts, host: { ...facts.host, data: { ...noData, places } } });
    };
    expect(at('missing')[0]?.hint).toMatch(/^Create \/opt\/app\.env on the host/);
    expect(at('shared')).toEqual([]);
    expect(blockers(facts)).toEqual([]);
  });

  test('comes with the variables of its example, quoted as compose reads them', () => {
    const entries = [
      { key: 'DEBUG', value: '0' },
      { key: 'API_KEY', value: undefined },
    ];
    const examples = new Map([['a.env', { path: 'a.env.example', entries }]]);
    const [failure] = blockers(factsOf([someService('web', { envFiles: ['a.env'] })], { examples }));
    expect(failure?.hint).toContain("  A_ENV: |\n    DEBUG=0\n    API_KEY='${{ secrets.API_KEY }}'\n");
    expect(failure?.hint).toContain('are those of a.env.example: check that they fit.');
  });
});

test('another env file that a database reads has to contain its password, and the error names it', () => {
  const facts = factsOf([someService('db', { envFiles: ['db.env'] }), someService('web', { envFiles: ['a.env'] })]);
  const { stack } = facts.repository;
  const config = { ...stack.config, services: { ...stack.config.services, db: { image: 'postgis/postgis:17' } } };
  const [failure] = blockers({ ...facts, repository: { ...facts.repository, stack: { ...stack, config } } });
  expect(failure?.hint).toContain('  DB_ENV: ${{ secrets.DB_ENV }}\n');
  expect(failure?.hint).toMatch(/\ndb\.env has to contain POSTGRES_PASSWORD: db does not start without it\.$/);
});

describe('a .env that a service needs', () => {
  const app = someService('web', { envFiles: ['.env'] });
  const example = {
    path: '.env.example',
    entries: [
      { key: 'POSTGRES_DB', value: 'app' },
      { key: 'SECRET_KEY', value: undefined },
      { key: 'GITHUB_TOKEN', value: undefined },
    ],
  };

  test('and nobody gives is refused, with all variables of the example as lines of env', () => {
    const [failure] = blockers(factsOf([app], { example }));
    expect(failure?.what).toBe('The env file .env of web exists neither in the repository nor on the host');
    expect(failure?.hint).toContain(
      [
        'with:\n  env: |\n    POSTGRES_DB=app\n    SECRET_KEY=${{ secrets.SECRET_KEY }}',
        '    GITHUB_TOKEN=${{ secrets.ENV_GITHUB_TOKEN }}',
      ].join('\n'),
    );
    expect(failure?.hint).toContain('gh secret set DOTENV < .env');
    expect(failure?.hint).toContain('Or create on the host: /home/ec2-user/app/.env.');
    expect(failure?.hint).not.toContain('`');
  });

  test('and of which no example is there is refused with a line to begin with', () => {
    expect(blockers(factsOf([app]))[0]?.hint).toContain('  env: |\n    KEY=${{ secrets.KEY }}\n');
  });

  test('and that a database without another password reads is refused with the line of its password', () => {
    const hintFor = (image: string, more: ServiceConfig = {}, needs: Partial<ProjectNeeds> = {}): string => {
      const facts = factsOf([app, someService('db', { envFiles: ['.env'] })], needs);
      const { stack } = facts.repository;
      const config = { ...stack.config, services: { ...stack.config.services, db: { image, ...more } } };
      const [failure] = blockers({ ...facts, repository: { ...facts.repository, stack: { ...stack, config } } });
      return failure?.hint ?? '';
    };
    const POSTGRES = 'POSTGRES_PASSWORD=${{ secrets.POSTGRES_PASSWORD }}';
    expect(hintFor('postgres:17')).toContain(`  env: |\n    KEY=\${{ secrets.KEY }}\n    ${POSTGRES}\n`);
    expect(hintFor('mariadb:11')).toContain('    MYSQL_ROOT_PASSWORD=');
    expect(hintFor('postgres:17', {}, { example })).toContain(
      `    GITHUB_TOKEN=\${{ secrets.ENV_GITHUB_TOKEN }}\n    ${POSTGRES}`,
    );
    const trusting = { path: '.env.example', entries: [{ key: 'POSTGRES_HOST_AUTH_METHOD', value: 'trust' }] };
    for (const hint of [
      hintFor('postgres:17', { environment: { POSTGRES_PASSWORD: 'x' } }),
      hintFor('postgres:17', {}, { example: trusting }),
      hintFor('redis:8'),
    ]) {
      expect(hint).not.toContain('POSTGRES_PASSWORD');
    }
  });

  test('is given by the inputs, by a tracked one, or by one that was prepared on the host, even an empty one', () => {
    const facts = factsOf([app]);
    expect(blockers(facts, { env: [] })).toEqual([]);
    expect(
      blockers({ ...facts, repository: { ...facts.repository, trackedEnv: { entries: [], text: new Secret('') } } }),
    ).toEqual([]);
    const env = {
      path: '/home/ec2-user/app/.env',
      digest: 'd',
      names: { given: new Set<string>(), empty: new Set<string>() },
    };
    expect(blockers({ ...facts, host: { ...facts.host, env } })).toEqual([]);
  });

  test('may be in the folder of the compose file', () => {
    const inFolder = factsOf([someService('web', { envFiles: ['deploy/.env'] })], {}, 'deploy');
    expect(blockers(inFolder)[0]?.hint).toContain('  env: |\n');
    expect(blockers(inFolder, { env: [] })).toEqual([]);
  });

  test('is refused in a dry run, and before Docker is installed, as it is in a deploy', () => {
    const facts = factsOf([app]);
    expect(facts.host.docker.access).toBe('none');
    expect(blockers(facts, { dryRun: true })).toEqual(blockers(facts));
  });

  test('is no matter of a service that is not started', () => {
    const made = planOf(factsOf([someService('web', { envFiles: ['.env'], hasProfile: true })]), { env: undefined });
    expect(made.blockers).toEqual([]);
    expect(kindsOf(made)).toContain('env');
  });
});

describe('an example of a .env that nothing requires', () => {
  const example = { path: '.env.example', entries: [{ key: 'DEBUG', value: '0' }] };
  const warnings = (facts: Facts, inputs: Partial<Inputs> = {}) =>
    planOf(facts, { env: undefined, ...inputs }).warnings;
  const withConfig = (required: boolean): Facts => {
    const facts = factsOf([someService('web')], { example });
    const { stack } = facts.repository;
    const config = { ...stack.config, services: { web: { env_file: [{ path: '.env', required }] } } };
    return { ...facts, repository: { ...facts.repository, stack: { ...stack, config } } };
  };

  test('is a warning of the first deploy where the app would read a .env, with the lines to add', () => {
    const dockerfile = freshFacts();
    const facts = { ...dockerfile, repository: { ...dockerfile.repository, needs: { ...noNeeds, example } } };
    for (const one of [facts, withConfig(false)]) {
      expect(warnings(one)).toHaveLength(1);
      expect(warnings(one)[0]).toMatch(/^\.env\.example shows variables.*\n.*\nwith:\n {2}env: \|\n {4}DEBUG=0\n/);
      expect(warnings(one, { env: [] })).toEqual([]);
    }
  });

  test('is none where no service reads it', () => {
    expect(warnings(factsOf([someService('web')], { example }))).toEqual([]);
  });
});
