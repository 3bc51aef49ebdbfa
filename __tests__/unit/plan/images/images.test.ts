import { describe, expect, test } from '@jest/globals';
import { pullRule } from '../../../../src/compose/images/pull-rule.js';
import { parseImage } from '../../../../src/compose/images/reference.js';
import type { ProjectImages } from '../../../../src/compose/images/images.js';
import type { ImageFacts } from '../../../../src/host/facts.js';
import type { Inputs } from '../../../../src/inputs/inputs.js';
import type { Plan } from '../../../../src/plan/plan.js';
import { factsAfter, freshFacts, kindsOf, now, planOf } from '../../../support/facts.js';
import { someService, someStack } from '../../../support/stacks.js';

const OLD = `sha256:${'a'.repeat(64)}`;
const NEW = `sha256:${'b'.repeat(64)}`;
const inAMinute = new Date(now.getTime() + 60_000);

function at(name: string) {
  const found = parseImage(name);
  if (found === undefined) throw new Error(name);
  return found;
}

function fact(name: string, changes: Partial<ImageFacts> = {}): ImageFacts {
  return {
    ...{ name, isPresent: true, held: [OLD], base: undefined, since: now, found: OLD, problem: undefined },
    isAnonymous: false,
    ...changes,
  };
}

const db = (policy?: string): ProjectImages => ({
  services: [{ service: 'db', name: 'postgres:16', at: at('postgres:16'), rule: pullRule(policy) }],
  bases: [],
});

const python: ProjectImages = {
  services: [],
  bases: [{ builder: 'app', name: 'python:3.13', at: at('python:3.13'), isPulled: true }],
};

/** The plan for a site that runs, with these images. */
function planWith(images: ProjectImages, facts: readonly ImageFacts[], inputs: Partial<Inputs> = {}): Plan {
  const stack = someStack([someService('app', { isBuilt: true }), someService('db', { image: 'postgres:16' })]);
  const fresh = freshFacts();
  const repository = { ...fresh.repository, stack, images };
  const deployed = factsAfter(planOf({ ...fresh, repository }), now);
  return planOf({ ...deployed, host: { ...deployed.host, images: facts } }, inputs, inAMinute);
}

const unreachable = { kind: 'unreachable', why: 'timed out', until: undefined } as const;
const buildOf = (made: Plan) => made.steps.find((step) => step.kind === 'build');

describe('a tag of a registry', () => {
  test('that means the same image as before is no reason to do anything', () => {
    const made = planWith(db(), [fact('postgres:16')]);
    expect(made.steps).toEqual([]);
    expect(made.warnings).toEqual([]);
  });

  test('that means another image makes a release, and the plan shows both', () => {
    const made = planWith(db(), [fact('postgres:16', { found: NEW })]);
    expect(kindsOf(made)).toEqual(['files', 'env', 'confirm', 'build', 'up']);
    expect(made.steps[0]?.because).toContain('(sha256:aaaaaaaaaaaa → sha256:bbbbbbbbbbbb)');
    expect(buildOf(made)).toMatchObject({
      title: 'Build app; pull postgres:16 and other missing images',
      pulled: [
        { service: 'db', repository: 'app-db', pin: 'postgres:16', isMoved: true },
        { service: 'edge', repository: 'app-edge', pin: undefined, isMoved: false },
      ],
    });
  });

  test('whose registry does not answer keeps the running image, with a warning', () => {
    const made = planWith(db(), [fact('postgres:16', { found: undefined, problem: unreachable })]);
    expect(made.steps).toEqual([]);
    expect(made.warnings).toEqual([
      expect.stringContaining('docker.io could not be queried for a newer image postgres:16'),
    ]);
  });

  test('names in its warning when a rate limit ends', () => {
    const problem = { kind: 'rate-limit', why: 'it answered 429', until: inAMinute } as const;
    const made = planWith(db(), [fact('postgres:16', { found: undefined, problem })]);
    expect(made.warnings).toEqual([expect.stringContaining(inAMinute.toISOString())]);
  });

  test.each([
    ['not-found', 'image-not-found'],
    ['denied', 'registry-denied'],
  ] as const)(
    'that is %s is refused with %s where the host has no such image, or compose is to pull it always',
    (kind, code) => {
      const problem = { kind, why: 'it answered', until: undefined };
      const missing = fact('postgres:16', { isPresent: false, held: [], found: undefined, problem });
      const first = freshFacts({ images: [missing] });
      const repository = { ...first.repository, images: db() };
      expect(planOf({ ...first, repository }).blockers).toMatchObject([{ code }]);
      const held = fact('postgres:16', { found: undefined, problem });
      expect(planWith(db('always'), [held]).blockers).toMatchObject([{ code }]);
      expect(planWith(db(), [held])).toMatchObject({
        blockers: [],
        warnings: [expect.stringContaining('postgres:16')],
      });
    },
  );

  test('that is denied without a user in its name is refused with the way to build it, not with a login', () => {
    const problem = { kind: 'denied', why: 'it answered 401', until: undefined } as const;
    const missing = fact('postgres:16', { isPresent: false, held: [], found: undefined, problem });
    const first = freshFacts({ images: [missing] });
    const [blocker] = planOf({ ...first, repository: { ...first.repository, images: db() } }).blockers;
    expect(blocker?.hint).toContain('add its folder to the service: build: .');
    expect(blocker?.hint).not.toContain('registries');
  });

  test('is left alone where the image was made on the host and no registry knows it', () => {
    const problem = { kind: 'denied', why: 'it answered 401', until: undefined } as const;
    expect(planWith(db(), [fact('postgres:16', { held: [], found: undefined, problem })])).toMatchObject({
      steps: [],
      warnings: [],
    });
  });

  test('with an age in pull_policy counts only when the image on the host is that old', () => {
    const moved = (since: Date) => [fact('postgres:16', { found: NEW, since })];
    expect(planWith(db('daily'), moved(now)).steps).toEqual([]);
    expect(kindsOf(planWith(db('daily'), moved(new Date(now.getTime() - 86_400_000))))).toContain('build');
  });

  test('that compose is never to pull is not pulled', () => {
    const images = { ...db('never') };
    const fresh = freshFacts();
    const stack = someStack([someService('app', { isBuilt: true }), someService('db', { image: 'postgres:16' })]);
    const made = planOf({ ...fresh, repository: { ...fresh.repository, stack, images } });
    expect(buildOf(made)?.pulled.map(({ service }) => service)).toEqual(['edge']);
  });
});

describe('a base image', () => {
  test('that is new in its registry makes a release, and the release notes it', () => {
    const made = planWith(python, [fact('python:3.13', { held: [], base: OLD, found: NEW })]);
    expect(made.steps[0]?.because).toContain('python:3.13 is a new image in its registry');
    const files = made.steps.find((step) => step.kind === 'files');
    expect(files?.record.find(({ path }) => path === 'record/base-images')?.content).toBe(`{"python:3.13":"${NEW}"}`);
  });

  test('that the running release has noted is no reason to do anything', () => {
    expect(planWith(python, [fact('python:3.13', { held: [], base: NEW, found: NEW })]).steps).toEqual([]);
  });

  test('is looked for by a build with build-pull, unless its registry does not answer', () => {
    const moved = fact('python:3.13', { held: [], base: OLD, found: NEW });
    const other = {
      ...python,
      bases: [...python.bases, ...python.bases.map((base) => ({ ...base, name: 'node:24' }))],
    };
    expect(buildOf(planWith(python, [moved], { buildPull: true }))).toMatchObject({ pullsBases: true });
    const silent = fact('node:24', { held: [], base: OLD, found: undefined, problem: unreachable });
    expect(buildOf(planWith(other, [moved, silent], { buildPull: true }))).toMatchObject({ pullsBases: false });
  });
});
