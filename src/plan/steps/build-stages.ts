import type { Failure } from '../../errors/deploy-error.js';
import type { Planning } from '../context.js';
import type { Build } from './builds.js';

/** Stages that builds ask for and that their Dockerfiles do not have: each build would stop. */
export function stageRefusals({ facts }: Planning, builds: readonly Build[]): readonly Failure[] {
  const built = new Set(builds.map(({ service }) => service));
  const missing = (facts.repository.missingStages ?? []).filter(({ service }) => built.has(service));
  return missing.map(({ service, target, dockerfile, stages }) => ({
    code: 'build-source-missing',
    what: `The build of ${service} has the target ${target}, which is no stage of ${dockerfile}`,
    why:
      stages.length === 0
        ? `${dockerfile} has no stage with a name, so docker compose on the host would stop the build.`
        : `${dockerfile} has ${stages.join(', ')}, so docker compose on the host would stop the build.`,
    hint: `Correct the target, name the Dockerfile that has this stage, or name a stage in ${dockerfile}: FROM <image> AS ${target}`,
  }));
}
