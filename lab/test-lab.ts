import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { dockerHostVariable } from './docker-host.js';
import type { HostName } from './hosts/definition.js';
import { type Count, runJest, secondsSince } from './test-run.js';
import { inOrder, needsWholeLab, nextSuite, type Placed, type Suite, suiteOf } from './test-schedule.js';

type Say = (text: string) => void;

const repository = fileURLToPath(new URL('..', import.meta.url));
/** So many suites run at a time: they mostly wait, for health checks, for drained connections, for certificates. */
const atOnce = 4;

/**
 * Runs the suites of the lab that is up: first the one that needs the whole lab, which mostly waits for hosts to boot; then, once `others`
 * has ended, the rest, several at a time, of which none shares a host with another that runs.
 */
export async function testLab(say: Say, others: Promise<unknown>): Promise<readonly Count[]> {
  const suites = inOrder(await readSuites());
  const first = await testSuites(suites.filter(needsWholeLab), say);
  await others;
  const rest = suites.filter((suite) => !needsWholeLab(suite));
  return [...first, ...(await testSuites(rest, say))];
}

async function testSuites(suites: readonly Suite[], say: Say): Promise<readonly Count[]> {
  const waiting = [...suites];
  const taken = new Set<HostName>();
  const running = new Set<Promise<void>>();
  const counts: Count[] = [];
  while (waiting.length > 0 || running.size > 0) {
    const next = running.size < atOnce ? nextSuite(waiting, taken) : undefined;
    if (next === undefined) {
      if (running.size === 0) throw new Error(`No hosts for ${waiting.map(({ path: file }) => file).join(', ')}`);
      await Promise.race(running);
      continue;
    }
    waiting.splice(waiting.indexOf(next.suite), 1);
    for (const host of next.hosts) taken.add(host);
    const work = testSuite(next, say)
      .then((count) => void counts.push(count))
      .finally(() => {
        for (const host of next.hosts) taken.delete(host);
        running.delete(work);
      });
    running.add(work);
  }
  return counts;
}

async function readSuites(): Promise<readonly Suite[]> {
  const folder = path.join('__tests__', 'lab');
  const names = (await readdir(path.join(repository, folder))).filter((name) => name.endsWith('.test.ts'));
  return Promise.all(
    names.map(async (name) => {
      const suite = path.join(folder, name);
      return suiteOf(suite, await readFile(path.join(repository, suite), 'utf8'));
    }),
  );
}

async function testSuite({ suite, dockerHost }: Placed, say: Say): Promise<Count> {
  const name = `lab ${path.basename(suite.path, '.test.ts')}`;
  const began = Date.now();
  const args = ['--selectProjects', 'lab', '--runInBand', '--verbose', '--runTestsByPath', suite.path];
  const env = dockerHost === undefined ? {} : { [dockerHostVariable]: dockerHost };
  const count = await runJest({ name, args, env, say: (text) => say(`\n${withoutSummary(text)}`) });
  say(`${count.failed === 0 ? 'well' : 'NOT WELL'} (${secondsSince(began)} s)`);
  return count;
}

/** What Jest prints of a run of one suite, without what it counts below: that is counted for all of them in the end. Pure. */
function withoutSummary(text: string): string {
  return text.replace(/\n+Test Suites: [^]*$/, '');
}
