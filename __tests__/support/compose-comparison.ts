import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { DeployError } from '../../src/errors/deploy-error.js';
import { parseDotenv } from '../../src/compose/model/dotenv.js';
import { readConfig } from '../../src/compose/model/project.js';
import { isList, isMapping } from '../../src/compose/model/value.js';
import { dockerFacts, ownFacts, type Facts } from './compose-facts.js';
import type { SomeProject } from './compose-project.js';

const HOME = '/home/tester';
/** The folder of each project, and so the name that compose gives it. */
const NAME = 'site';

/** What a reader makes of a project: its facts, or why it refuses. */
export type Reading = { readonly facts: Facts } | { readonly refusal: string };

/** What `docker compose config` makes of a project. */
export async function readByDocker(plugin: string, { files, composeFiles, profiles }: SomeProject): Promise<Reading> {
  const beside = await mkdtemp(path.join(tmpdir(), 'compose-'));
  try {
    const root = path.join(beside, NAME);
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.join(root, path.dirname(name)), { recursive: true });
      await writeFile(path.join(root, name), text);
    }
    const args = [
      ...composeFiles.flatMap((file) => ['-f', file]),
      ...profiles.flatMap((profile) => ['--profile', profile]),
    ];
    const options = { cwd: root, env: { HOME, PWD: root }, extendEnv: false, reject: false } as const;
    const { exitCode, stdout, stderr } = await execa(plugin, [...args, 'config', '--format', 'json'], options);
    if (exitCode === 0) return { facts: dockerFacts(stdout, root, HOME) };
    return {
      refusal: stderr
        .split('\n')
        .filter((line) => !line.includes('level=warning'))
        .join('\n'),
    };
  } finally {
    await rm(beside, { recursive: true });
  }
}

/** What the runner makes of it. */
export function readByRunner({ files, composeFiles, profiles }: SomeProject): Reading {
  const read = (name: string): string | undefined => (Object.hasOwn(files, name) ? files[name] : undefined);
  try {
    const variables = parseDotenv(read('.env') ?? '', () => undefined);
    const repository = { exists: (name: string) => read(name) !== undefined, read: (name: string) => read(name) ?? '' };
    const config = readConfig(repository, { composeFiles, variables, profiles, project: NAME });
    const known = new Map([...variables, ['PWD', '.'], ['COMPOSE_PROJECT_NAME', config.name ?? NAME]]);
    return { facts: ownFacts(config, { project: NAME, variables: known, readEnvFile: read }) };
  } catch (thrown) {
    if (thrown instanceof DeployError) return { refusal: `${thrown.what}: ${thrown.why ?? ''}` };
    throw thrown;
  }
}

/** What two readers see differently, one line each; none: they agree. */
export function differences(docker: Reading, runner: Reading): readonly string[] {
  if ('refusal' in docker || 'refusal' in runner) {
    if ('refusal' in docker && 'refusal' in runner) return [];
    const side =
      'refusal' in docker
        ? `compose refuses: ${docker.refusal}`
        : `the runner refuses: ${(runner as { refusal: string }).refusal}`;
    return [`only ${side}`];
  }
  const [left, right] = [flat(docker.facts), flat(runner.facts)];
  const keys = [...new Set([...left.keys(), ...right.keys()])].sort();
  return keys
    .filter((key) => left.get(key) !== right.get(key))
    .map((key) => `${key}: compose ${left.get(key) ?? 'nothing'}, the runner ${right.get(key) ?? 'nothing'}`);
}

function flat(value: unknown, at = ''): ReadonlyMap<string, string> {
  if (isList(value) && value.length > 0)
    return new Map(value.flatMap((item, index) => [...flat(item, `${at}[${index}]`)]));
  if (isMapping(value) && Object.keys(value).length > 0)
    return new Map(Object.entries(value).flatMap(([key, item]) => [...flat(item, `${at}.${key}`)]));
  return new Map([[at, JSON.stringify(value)]]);
}
