import { Secret } from '../secret.js';
import { parseChoice } from './parsers/number.js';
import { parsePattern } from './parsers/path.js';
import { parseEach } from './parsers/parsed.js';
import { parseCommit, parseRepository, type Repository } from './parsers/repository.js';
import type { Source } from './inputs.js';
import type { InputReader } from './reader.js';

export interface RunsOn {
  /** `owner/name` and commit of the workflow's own repository; '' where they are unknown. */
  readonly repository: string;
  readonly sha: string;
}

export interface Origin {
  readonly source: Source;
  readonly sha: string;
  /** The repository's name; undefined: it is not known. */
  readonly name: string | undefined;
}

/** The inputs that say what is deployed and how its files reach the host. */
export function readOrigin(reader: InputReader, runsOn: RunsOn): Origin {
  const kind = reader.defaulted('source', (text) => parseChoice(text, ['upload', 'git'] as const));
  const include = readPatterns(reader, 'include');
  const exclude = readPatterns(reader, 'exclude');
  const deployKey = reader.text('deploy-key');
  const knownHosts = reader.lines('repository-host-key');
  const repository = readOr(reader, 'repository', parseRepository, runsOn.repository);
  const sha = readOr(reader, 'sha', parseCommit, runsOn.sha) ?? '';
  const rest = { sha, name: repository?.name };

  if (kind === 'upload') return { ...rest, source: { kind, include, exclude } };
  if (include.length > 0) reader.complain('include', 'has no effect with `source: git`, which deploys what git tracks');
  if (exclude.length > 0) reader.complain('exclude', 'has no effect with `source: git`, which deploys what git tracks');
  if (deployKey === '') {
    reader.complain(
      'deploy-key',
      'is needed with `source: git` and is empty; does its secret exist, under this very name?',
    );
  }
  if (sha === '') reader.complain('sha', 'is needed with `source: git` and is not known');
  if (repository === undefined) reader.complain('repository', 'is needed with `source: git` and is not known');
  if (repository !== undefined && !isHostKeyKnown(repository, knownHosts)) {
    reader.complain(
      'repository-host-key',
      'is needed for git servers other than github.com (ssh-keyscan prints its lines)',
    );
  }
  const url = repository?.url ?? '';
  return { ...rest, source: { kind, url, sha, deployKey: new Secret(deployKey), knownHosts } };
}

function isHostKeyKnown(repository: Repository, knownHosts: string | undefined): boolean {
  return repository.isOnGithub || knownHosts !== undefined;
}

/** The input, or what the runner says where the input is not given. */
function readOr<T>(
  reader: InputReader,
  name: string,
  parse: Parameters<typeof reader.optional<T>>[1],
  fallback: string,
): T | undefined {
  if (reader.text(name) !== '') return reader.optional(name, parse);
  const parsed = parse(fallback);
  return 'value' in parsed ? parsed.value : undefined;
}

function readPatterns(reader: InputReader, name: 'include' | 'exclude'): readonly string[] {
  const lines = (reader.lines(name) ?? '').split(/\r?\n/).map((line) => line.trim());
  const patterns = parseEach(
    lines.filter((line) => line !== ''),
    parsePattern,
  );
  if ('value' in patterns) return patterns.value;
  reader.complain(name, patterns.problem);
  return [];
}
