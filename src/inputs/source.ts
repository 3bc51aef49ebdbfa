import { Secret } from '../secret.js';
import { parseChoice } from './parsers/number.js';
import { parsePattern } from './parsers/path.js';
import { parseEach } from './parsers/parsed.js';
import { parseCommit, parseRepository, type Repository } from './parsers/repository.js';
import type { Source } from './inputs.js';
import type { InputReader } from './reader.js';

export interface RunsOn {
  /** `owner/name` and commit of the workflow's own repository; '' if unknown. */
  readonly repository: string;
  readonly sha: string;
}

export interface Origin {
  readonly source: Source;
  readonly sha: string;
  /** The repository's name; undefined: unknown. */
  readonly name: string | undefined;
}

/** The inputs that define what is deployed and how its files reach the host. */
export function readOrigin(reader: InputReader, runsOn: RunsOn): Origin {
  const kind = reader.withDefault('source', (text) => parseChoice(text, ['upload', 'git'] as const));
  const include = readPatterns(reader, 'include');
  const exclude = readPatterns(reader, 'exclude');
  const deployKey = reader.text('deploy-key');
  const knownHosts = reader.lines('repository-host-key');
  const repository = readOr(reader, 'repository', parseRepository, runsOn.repository);
  const sha = readOr(reader, 'sha', parseCommit, runsOn.sha) ?? '';
  const rest = { sha, name: repository?.name };

  if (kind === 'upload') return { ...rest, source: { kind, include, exclude } };
  if (include.length > 0)
    reader.addProblem('include', 'has no effect with `source: git`, which deploys what git tracks');
  if (exclude.length > 0)
    reader.addProblem('exclude', 'has no effect with `source: git`, which deploys what git tracks');
  if (deployKey === '') {
    reader.addProblem(
      'deploy-key',
      'is required with `source: git` but empty; check that the secret exists under exactly this name',
    );
  }
  if (sha === '') reader.addProblem('sha', 'is required with `source: git` but unknown');
  if (repository === undefined) reader.addProblem('repository', 'is required with `source: git` but unknown');
  if (repository !== undefined && !isHostKeyKnown(repository, knownHosts)) {
    reader.addProblem(
      'repository-host-key',
      'is required for git servers other than github.com (ssh-keyscan prints the lines)',
    );
  }
  const url = repository?.url ?? '';
  return { ...rest, source: { kind, url, sha, deployKey: new Secret(deployKey), knownHosts } };
}

function isHostKeyKnown(repository: Repository, knownHosts: string | undefined): boolean {
  return repository.isOnGithub || knownHosts !== undefined;
}

/** The input, or the runner's value if the input is not set. */
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
  reader.addProblem(name, patterns.problem);
  return [];
}
