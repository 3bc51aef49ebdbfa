import { describe, expect, test } from '@jest/globals';
import { unreadStack } from '../../../src/compose/unread-stack.js';
import { DeployError } from '../../../src/errors/deploy-error.js';
import { digestOf } from '../../../src/digest.js';
import type { Facts } from '../../../src/plan/facts.js';
import type { Reading } from '../../../src/repository/reading.js';
import { factsAfter, freshFacts, kindsOf, now, planOf } from '../../support/facts.js';
import { someService, someStack } from '../../support/stacks.js';

const inAMinute = new Date(now.getTime() + 60_000);
const noFacts = { services: {}, inactive: {}, networks: {}, volumes: {}, secrets: {}, configs: {} };
const reading: Reading = {
  ...{ facts: noFacts, digest: 'd', isTold: false, sources: ['compose.yaml'], isEnvHosts: true, namesEnv: false },
  ...{ refusal: undefined, isLocal: true, unknown: [] },
};
const refusal = new DeployError({ code: 'compose-file-invalid', what: 'It cannot be read', why: 'x', hint: 'Fix it.' });

function withRepository(facts: Facts, changes: Partial<Facts['repository']>): Facts {
  return { ...facts, repository: { ...facts.repository, ...changes } };
}

describe('a plan for a compose project', () => {
  const stack = someStack([someService('app')], { profiles: ['extra'] });
  const fresh = withRepository(freshFacts(), { stack, reading });

  test('is confirmed by compose on the host before anything is built', () => {
    const made = planOf(fresh, { env: undefined, profiles: ['extra'] });
    const kinds = kindsOf(made);
    expect(kinds.indexOf('confirm')).toBe(kinds.indexOf('build') - 1);
    expect(made.steps.find(({ kind }) => kind === 'confirm')).toMatchObject({
      ...{
        composeFiles: ['compose.yaml'],
        profiles: ['extra'],
        mayFindOthers: true,
        facts: noFacts,
        readingDigest: 'd',
      },
    });
  });

  test('takes env files away for the question only, since they may lie elsewhere', () => {
    const config = { ...stack.config, services: { app: { env_file: [{ path: 'a.env', required: true }] } } };
    const made = planOf(withRepository(fresh, { stack: { ...stack, config } }));
    const step = made.steps.find(({ kind }) => kind === 'confirm');
    expect(step).toMatchObject({ withoutEnvFiles: 'services:\n  app:\n    env_file: !reset []\n' });
  });

  test('takes the files over from the release that was begun', () => {
    const made = planOf(withRepository(fresh, { unfinished: 'r-begun' }));
    expect(made.steps.find(({ kind }) => kind === 'files')).toMatchObject({ unfinished: 'r-begun', send: [] });
  });
});

describe('a project that the runner cannot read', () => {
  const unread = unreadStack({ paths: ['compose.yaml'], because: '' }, { profiles: [], variables: new Map() });
  const asked = { stack: unread, reading: { ...reading, facts: undefined, refusal } };
  const installed = planOf(freshFacts()).planning.facts.host.docker;
  const docker = { ...installed, installed: true, access: 'direct', compose: '2.26.1', version: '26.1.5' } as const;

  test('is read by compose on the host, and nothing else is done', () => {
    const made = planOf(withRepository(freshFacts({ docker }), asked));
    expect(made.blockers).toEqual([]);
    expect(kindsOf(made).filter((kind) => kind !== 'bootstrap')).toEqual(['files', 'env', 'confirm']);
  });

  test('is refused in a dry run, and where there is no Docker to ask', () => {
    const codes = (facts: Facts, dryRun: boolean) => planOf(facts, { dryRun }).blockers.map(({ what }) => what);
    expect(codes(withRepository(freshFacts({ docker }), asked), true)).toEqual(['It cannot be read']);
    const own = { ...asked, reading: { ...asked.reading, isEnvHosts: false } };
    expect(codes(withRepository(freshFacts(), own), false)).toEqual(['It cannot be read']);
    expect(codes(withRepository(freshFacts(), asked), false)).toEqual([]);
  });

  test('is refused where the reason may be a variable, and the host has no .env that could have it', () => {
    const unknown = { ...asked, reading: { ...asked.reading, isLocal: false, unknown: ['PORT'] } };
    const made = planOf(withRepository(freshFacts({ docker }), unknown), { env: undefined });
    expect(made.blockers).toMatchObject([{ what: 'It cannot be read', why: 'x' }]);
    const env = { path: '/srv/app/.env', digest: 'd', names: { given: new Set<string>(), empty: new Set<string>() } };
    const there = withRepository(freshFacts({ docker, env }), unknown);
    expect(planOf(there, { env: undefined }).blockers).toEqual([]);
    expect(planOf(there, { env: undefined, dryRun: true }).blockers[0]?.why).toBe(
      'x. Not known to the runner, since they may be in the .env on the host: PORT',
    );
  });
});

describe('a .env that only the host has', () => {
  const deployed = factsAfter(planOf(freshFacts(), { env: undefined }), now);
  const noted = (envDigest: string): Facts => {
    const { current } = deployed.host;
    if (current === undefined) throw new Error('Nothing was deployed');
    const confirmed = { envDigest, readingDigest: '', project: undefined };
    return {
      ...deployed,
      host: { ...deployed.host, current: { ...current, envDigest: digestOf('A=1\n'), confirmed } },
    };
  };

  test('makes a new release when it was edited there', () => {
    const made = planOf(noted(digestOf('A=0\n')), { env: undefined }, inAMinute);
    expect(kindsOf(made)).toEqual(['files', 'env', 'confirm', 'build', 'up']);
    expect(made.steps[0]?.because).toContain('the .env on the host was edited');
  });

  test('is nothing to do when it is as it was', () => {
    expect(kindsOf(planOf(noted(digestOf('A=1\n')), { env: undefined }, inAMinute))).toEqual([]);
    expect(kindsOf(planOf(deployed, { env: undefined }, inAMinute))).toEqual([]);
  });
});
