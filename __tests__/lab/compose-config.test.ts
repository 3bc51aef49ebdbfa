import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { removeContainer } from '../../lab/containers.js';
import { docker } from '../../lab/docker.js';
import { ensureImage } from '../../lab/images.js';
import {
  differences,
  factsCase,
  printProject,
  readByDocker,
  readByRunner,
  type FactsCase,
  type Printed,
} from '../support/compose-comparison.js';
import type { SomeProject } from '../support/compose-project.js';
import { refused } from '../support/compose-refused.js';
import { someProject } from '../support/compose-projects.js';

const AT_ONCE = 2;

/** Where each docker compose is, and how many projects it is given: 5 is slower, and all 1000 were read when it was added. */
const COMPOSES = [
  {
    name: '2 of Debian',
    image: 'host-ready',
    program: '/usr/libexec/docker/cli-plugins/docker-compose',
    projects: 1000,
  },
  { name: '5', image: 'host-v5', program: '/usr/local/lib/docker/cli-plugins/docker-compose', projects: 250 },
] as const;

/** Compose 2 finds this when it creates the containers, and the runner leaves it to compose (docs/decisions/compose-versions.md). */
const FOUND_BY_5_ALONE = /container name ".*" is already in use by service/;

type PrintedProjects = readonly (readonly [SomeProject, Printed])[];

async function printAll(plugin: string, projects: readonly SomeProject[]): Promise<PrintedProjects> {
  const all: (readonly [SomeProject, Printed])[] = [];
  const waiting = projects[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (const project of waiting) all.push([project, await printProject(plugin, project)]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return all;
}

/** Those that are read differently, and how many both refuse. */
function compare(projects: PrintedProjects) {
  const different: { readonly project: SomeProject; readonly lines: readonly string[] }[] = [];
  let refusals = 0;
  for (const [project, printed] of projects) {
    const [byDocker, byRunner] = [readByDocker(printed), readByRunner(project)];
    if ('refusal' in byDocker && FOUND_BY_5_ALONE.test(byDocker.refusal)) continue;
    const lines = differences(byDocker, byRunner);
    if (lines.length > 0) different.push({ project, lines });
    else if ('refusal' in byDocker) refusals += 1;
  }
  return { different, refusals };
}

describe.each(COMPOSES)('docker compose $name', ({ image, program, projects: count }) => {
  let folder: string;
  let plugin: string;
  let some: PrintedProjects;

  // No engine is asked: the program of the lab's host runs here, hundreds of times faster than through it.
  beforeAll(async () => {
    const made = await ensureImage(image, (line) => void process.stderr.write(`${line}\n`));
    folder = await mkdtemp(path.join(tmpdir(), 'compose-plugin-'));
    plugin = path.join(folder, 'docker-compose');
    const container = (await docker(['create', made])).stdout.trim();
    await docker(['cp', `${container}:${program}`, plugin]);
    await removeContainer(container);
    some = await printAll(plugin, fc.sample(someProject, { seed: 20_261_126, numRuns: count }));
  }, 1_500_000);

  afterAll(() => rm(folder, { recursive: true }));

  test(`the runner reads ${count} projects as docker compose does`, () => {
    const { different, refusals } = compare(some);
    expect(different.slice(0, 3)).toEqual([]);
    expect(different).toHaveLength(0);
    // Most of them are there to be read, not to be refused.
    expect(refusals).toBeLessThan(count / 3);
  }, 60_000);

  test('what compose refuses for certain, the runner refuses, and names the file', async () => {
    const projects = fc.sample(refused, { seed: 1, numRuns: 60 });
    const { different, refusals } = compare(await printAll(plugin, projects));
    expect(different).toEqual([]);
    expect(refusals).toBe(projects.length);
    for (const project of projects) {
      const reading = readByRunner(project);
      expect('refusal' in reading ? reading.refusal : 'read').toMatch(/^The compose file \S+\.yaml cannot be read: ./);
    }
  }, 60_000);

  test(`a host sees the facts of ${count} projects as the runner does`, async () => {
    const cases: readonly FactsCase[] = some
      .map(([project, printed]) => factsCase(project, printed))
      .filter((made) => made !== undefined);
    expect(cases.length).toBeGreaterThan((count * 2) / 3);
    if (process.env['DUMP'] !== undefined)
      (await import('node:fs')).writeFileSync(process.env['DUMP'], JSON.stringify(cases));
    const seen = comparedByHost(cases).map(({ differences: found }, index) => ({
      found,
      project: cases[index]?.files,
    }));
    const different = seen.filter(({ found }) => found.length > 0);
    expect(different.slice(0, 3)).toEqual([]);
    expect(different).toHaveLength(0);
  }, 300_000);
});

function comparedByHost(cases: readonly FactsCase[]): readonly { readonly differences: readonly string[] }[] {
  const options = { input: JSON.stringify(cases), encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  const { stdout, stderr } = spawnSync('python3', ['-BE', '__tests__/support/project_facts.py'], options);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as readonly { readonly differences: readonly string[] }[];
}
