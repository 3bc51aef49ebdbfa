import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { dockerfileCandidate, entryCandidates } from '../../src/compose/entry/candidates.js';
import { chooseEntry, type Choice } from '../../src/compose/entry/choose.js';
import { entryPort } from '../../src/compose/entry/port.js';
import { locateFiles } from '../../src/compose/locate.js';
import { readConfig } from '../../src/compose/model/project.js';
import { activeProfiles } from '../../src/compose/profiles.js';
import { parseEnv } from '../../src/dotenv/parse.js';
import type { Sample } from './samples.js';

/** What the action finds in a sample before it has a host: the runner's reading. */
export interface Reading {
  /** Compose files in their order; none: only a Dockerfile. */
  readonly files: readonly string[];
  readonly choice: Choice;
  /** Ports of the chosen service, the likeliest first; empty: the running container shows it. */
  readonly ports: readonly number[];
}

/** Reads a sample with no input but those that its shape needs. Throws as the action would. */
export function readingOf({ folder, expected: { inputs = {} } }: Sample): Reading {
  const root = path.join(folder, inputs['working-directory'] ?? '');
  const files = {
    exists: (name: string) => existsSync(path.join(root, name)) && statSync(path.join(root, name)).isFile(),
    read: (name: string) => readFileSync(path.join(root, name), 'utf8'),
  };
  const { entries } = parseEnv(files.exists('.env') ? files.read('.env') : '');
  const variables = new Map(entries.map(({ key, value }) => [key, value.reveal()]));
  const { paths } = locateFiles(files, { given: undefined, dockerfile: 'Dockerfile', variables });
  const profiles = activeProfiles({ profiles: undefined, variables });
  const candidates =
    paths.length === 0
      ? [dockerfileCandidate(files, 'Dockerfile', undefined)]
      : entryCandidates(files, readConfig(files, { composeFiles: paths, variables, profiles }));
  const choice = chooseEntry(candidates);
  const ports = choice.kind === 'chosen' ? entryPort(choice.service).candidates : [];
  return { files: paths, choice, ports };
}
