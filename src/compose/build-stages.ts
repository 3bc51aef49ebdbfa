import { DockerfileParser } from 'dockerfile-ast';
import { dockerfileText } from './build-copies.js';
import { dockerfilePath } from './dockerfile-path.js';
import { stagesOf } from './entry/dockerfile.js';
import type { BuildConfig } from './model/config.js';
import type { RepositoryFiles } from './model/files.js';

/** A build stage that is asked for, and that the Dockerfile does not have. */
export interface MissingStage {
  readonly service: string;
  readonly target: string;
  /** Relative to the repository's root. */
  readonly dockerfile: string;
  /** The names that it has. */
  readonly stages: readonly string[];
}

/**
 * The targets of builds that are no stages of their Dockerfiles. `texts` are the compose files: a target that a variable gives is known on the
 * host only; undefined: there are none. Pure but for the files.
 */
export function missingStages(
  builds: readonly (readonly [service: string, build: BuildConfig])[],
  files: Pick<RepositoryFiles, 'exists' | 'read'>,
  texts: readonly string[] | undefined,
): readonly MissingStage[] {
  return builds.flatMap(([service, build]) => {
    const { target = '' } = build;
    const dockerfile = dockerfilePath(build, files.exists);
    const text = dockerfile === undefined ? undefined : dockerfileText(build, files);
    if (dockerfile === undefined || text === undefined || target === '' || /^\d+$/.test(target)) return [];
    if (texts?.some((one) => isWritten(target, one)) === false) return [];
    const stages = stagesOf(DockerfileParser.parse(text).getInstructions(), new Map()).flatMap(
      ({ name }) => name ?? [],
    );
    return stages.includes(target.toLowerCase()) ? [] : [{ service, target, dockerfile, stages }];
  });
}

function isWritten(target: string, text: string): boolean {
  const lines = text.matchAll(/\btarget["']?[ \t]*:[ \t]*["']?([\w.-]+)["']?[ \t\r]*(?=[,}#\n]|$)/g);
  return [...lines].some(([, written]) => written === target);
}
