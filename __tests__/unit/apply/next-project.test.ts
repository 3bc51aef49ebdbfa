import { describe, expect, test } from '@jest/globals';
import { nextProject } from '../../../src/apply/next-project.js';
import { DeployError } from '../../../src/errors/deploy-error.js';
import { Contradiction } from '../../../src/host/contradiction.js';
import type { Repository } from '../../../src/repository/repository.js';
import { freshFacts, planOf } from '../../support/facts.js';

const told = { files: ['compose.yaml'], facts: {} };
const found = new Contradiction(['services.web.ports'], told);
const failure = (code: 'stale-plan' | 'build-failed') => new DeployError({ code, what: 'x', hint: 'y' });

function attempt(unfinished?: string) {
  const said: string[] = [];
  const facts = freshFacts();
  const planned = planOf({ ...facts, repository: { ...facts.repository, unfinished } });
  const after = { stack: facts.repository.stack } as Repository;
  const repository = { ...after, reading: { facts: {} }, told: () => after } as unknown as Repository;
  return { said, planned, repository, after, say: (line: string) => void said.push(line) };
}

describe('what to plan again from', () => {
  test('is what compose on the host told, with the files that it has already', () => {
    const { said, ...of } = attempt();
    expect(nextProject(found, of)).toEqual({ repository: of.after, unfinished: of.planned.release });
    expect(said.join()).toContain('reads the project differently: services.web.ports');
  });

  test('is the same project when another run deployed in between', () => {
    const { said, ...of } = attempt();
    expect(nextProject(failure('stale-plan'), of)).toEqual({ repository: of.repository, unfinished: undefined });
    expect(said.join()).toContain('Another run deployed in between');
  });

  test('is nothing when compose contradicts what it told before', () => {
    expect(() => nextProject(found, attempt('r-begun'))).toThrow(found);
  });

  test('is nothing after a failure', () => {
    expect(() => nextProject(failure('build-failed'), attempt())).toThrow('x');
  });
});
