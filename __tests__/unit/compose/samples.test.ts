import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chooseEntry } from '../../../src/compose/entry/choose.js';
import { dockerfileCandidate, entryCandidates } from '../../../src/compose/entry/candidates.js';
import { entryPort } from '../../../src/compose/entry/port.js';
import { locateFiles } from '../../../src/compose/locate.js';
import { readConfig } from '../../../src/compose/model/project.js';
import { activeProfiles } from '../../../src/compose/profiles.js';
import { parseEnv } from '../../../src/dotenv/parse.js';

interface Expected {
  readonly about: string;
  readonly entry?: string;
  readonly port?: number | null;
  readonly files?: readonly string[];
  readonly refused?: string;
  readonly names?: readonly string[];
  readonly inputs?: Readonly<Record<string, string>>;
}

const samples = readdirSync('samples').filter((name) => statSync(join('samples', name)).isDirectory());

/** What is found in a sample with no input but those that its shape needs. */
function found(name: string, { inputs = {} }: Expected) {
  const root = join('samples', name, inputs['working-directory'] ?? '');
  const files = {
    exists: (path: string) => existsSync(join(root, path)) && statSync(join(root, path)).isFile(),
    read: (path: string) => readFileSync(join(root, path), 'utf8'),
  };
  const { entries } = parseEnv(files.exists('.env') ? files.read('.env') : '');
  const variables = new Map(entries.map(({ key, value }) => [key, value.reveal()]));
  const { paths } = locateFiles(files, { given: undefined, dockerfile: 'Dockerfile', variables });
  const profiles = activeProfiles({ profiles: undefined, variables });
  const candidates =
    paths.length === 0
      ? [dockerfileCandidate(files, 'Dockerfile', undefined)]
      : entryCandidates(files, readConfig(files, { composeFiles: paths, variables, profiles }));
  return { paths, choice: chooseEntry(candidates) };
}

describe('the samples', () => {
  test('are forty shapes at least', () => {
    expect(samples.length).toBeGreaterThanOrEqual(40);
  });

  test.each(samples)('%s: files, service and port are found, or the candidates are named', (name) => {
    const expected = JSON.parse(readFileSync(join('samples', name, 'expect.json'), 'utf8')) as Expected;
    const { paths, choice } = found(name, expected);
    if (expected.files !== undefined) expect(paths).toEqual(expected.files);
    if (expected.refused === 'entry-unclear') {
      expect(choice.kind === 'unclear' ? choice.candidates.map((one) => one.name) : choice).toEqual(expected.names);
      return;
    }
    if (expected.entry === undefined) return;
    expect(choice.kind === 'chosen' ? choice.service.name : choice).toBe(expected.entry);
    if (choice.kind === 'chosen' && expected.port !== undefined) {
      expect(entryPort(choice.service).candidates).toEqual(expected.port === null ? [] : [expected.port]);
    }
  });
});
