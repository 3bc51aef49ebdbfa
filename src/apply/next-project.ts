import { asDeployError } from '../errors/deploy-error.js';
import { Contradiction } from '../host/contradiction.js';
import type { Plan } from '../plan/plan.js';
import type { Repository } from '../repository/repository.js';

/** What a plan is made from. */
export interface Project {
  readonly repository: Repository;
  /** The release that the last plan began, which has the files; undefined: there is none. */
  readonly unfinished: string | undefined;
}

/** How a plan was made that did not hold. */
interface Attempt {
  readonly repository: Repository;
  readonly planned: Plan;
  readonly say: (line: string) => void;
}

/**
 * What to plan again from, where the host was found to be otherwise than planned. Compose's own reading is taken once in a run.
 * @throws DeployError it is another failure, or compose contradicts itself
 */
export function nextProject(error: unknown, { repository, planned, say }: Attempt): Project {
  if (asDeployError(error).code !== 'stale-plan') throw error;
  if (!(error instanceof Contradiction)) {
    say('Another run deployed in between: inspecting and planning again.');
    return { repository, unfinished: undefined };
  }
  if (planned.planning.facts.repository.unfinished !== undefined) throw error;
  say(
    repository.reading?.facts === undefined
      ? 'docker compose on the host has read the project: planning from its reading.'
      : `docker compose on the host reads the project differently: ${error.differs.join(', ')}. Planning again from its reading.`,
  );
  return { repository: repository.told(error.project), unfinished: planned.release };
}
