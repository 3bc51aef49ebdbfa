import { describe, expect, test } from '@jest/globals';
import type { Inputs } from '../../../src/inputs/inputs.js';
import { factsAfter, freshFacts, now, planOf } from '../../support/facts.js';
import { read } from '../compose/reading.js';

const APP = 'services:\n  app: {image: x, ports: ["8000:8000"]}\n';

describe('Compose files that are others than those of the current release', () => {
  const warnings = (before: readonly string[] | undefined, inputs: Partial<Inputs> = {}) => {
    const first = freshFacts();
    const stack = read({ 'compose.prod.yaml': APP });
    const repository = { ...first.repository, stack };
    const { host, ...rest } = factsAfter(planOf({ ...first, repository }), now);
    const current = host.current === undefined ? undefined : { ...host.current, composeFiles: before };
    return planOf({ ...rest, repository, host: { ...host, current } }, inputs).warnings;
  };

  test('are a warning with the lines that keep the old ones', () => {
    expect(warnings(['docker-compose.yml'])).toEqual([
      'The current release is made of docker-compose.yml, and this one is made of compose.prod.yaml: it is the only one. ' +
        'Services and volumes that only the current one has are not used any more. To stay with it, add to the inputs: compose-file: docker-compose.yml',
    ]);
    expect(warnings(['a.yml', 'b.yml'])[0]).toMatch(
      /made of a\.yml with b\.yml.*compose-file: \|\n {2}a\.yml\n {2}b\.yml$/s,
    );
    expect(warnings([])[0]).toMatch(/made of the Dockerfile alone.*dockerfile: Dockerfile$/s);
  });

  test('are none where they are the same, were not recorded, or an input names them', () => {
    expect(warnings(['compose.prod.yaml'])).toEqual([]);
    expect(warnings(undefined)).toEqual([]);
    expect(warnings(['docker-compose.yml'], { composeFiles: ['compose.prod.yaml'] })).toEqual([]);
  });
});
