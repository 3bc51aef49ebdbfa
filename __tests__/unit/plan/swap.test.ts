import { describe, expect, test } from '@jest/globals';
import type { MemoryFacts } from '../../../src/host/facts.js';
import { factsAfter, freshFacts, now, planOf } from '../../support/facts.js';

const MiB = 1024 ** 2;
const small: MemoryFacts = { total: 950 * MiB, available: 600 * MiB, swap: 0, freeSwap: 0 };
const bootstrapOf = (made: ReturnType<typeof planOf>) => made.steps.find((step) => step.kind === 'bootstrap');

describe('a build on a host with little memory', () => {
  test('gets a swap file, and the plan gives the numbers', () => {
    const step = bootstrapOf(planOf(freshFacts({ memory: small })));
    expect(step).toMatchObject({ swapBytes: 2048 * MiB, needs: expect.arrayContaining(['swap']) as unknown });
    expect(step?.title).toMatch(/; add a swap file of 2\.0 GiB$/);
    expect(step?.because).toContain("the build has 600.0 MiB of the host's 950.0 MiB of memory, and no swap");
  });

  test('gets a smaller one where the disk has less room, and a warning where it has none', () => {
    const withFree = (gib: number) =>
      freshFacts({ memory: small, disk: { freeBytes: gib * 1024 ** 3, freeInodes: 1e6 } });
    expect(bootstrapOf(planOf(withFree(2.5)))).toMatchObject({ swapBytes: 1024 * MiB });
    const made = planOf(withFree(1.5));
    expect(bootstrapOf(made)).toMatchObject({ swapBytes: 0 });
    expect(made.warnings).toEqual([expect.stringContaining('the disk has no room for a swap file')]);
  });

  test('is only warned of where nothing may be installed, and where a person has set up swap', () => {
    const warned = [expect.stringMatching(/^A build may run out of memory: /)];
    expect(planOf(freshFacts({ memory: small }), { bootstrap: false }).warnings).toEqual(warned);
    const swapping = planOf(freshFacts({ memory: { ...small, swap: 512 * MiB, freeSwap: 100 * MiB } }));
    expect(swapping.warnings).toEqual(warned);
    expect(bootstrapOf(swapping)).toMatchObject({ swapBytes: 0 });
  });

  test('is no concern where nothing is built, or memory and swap together are enough', () => {
    const deployed = factsAfter(planOf(freshFacts()), now);
    expect(planOf({ ...deployed, host: { ...deployed.host, memory: small } }).steps).toEqual([]);
    const enough = planOf(freshFacts({ memory: { ...small, swap: 2048 * MiB, freeSwap: 2000 * MiB } }));
    expect(bootstrapOf(enough)).toMatchObject({ swapBytes: 0 });
    expect(enough.warnings).toEqual([]);
  });

  test('adds swap as a step of its own where all else is installed', () => {
    const deployed = factsAfter(planOf(freshFacts()), now);
    const made = planOf({ ...deployed, host: { ...deployed.host, memory: small, current: undefined } });
    expect(bootstrapOf(made)).toMatchObject({ needs: ['swap'], title: 'Add a swap file of 2.0 GiB' });
  });
});
