import { DeployError } from '../errors/deploy-error.js';
import type { HostProject } from './facts.js';

/** Compose on the host makes something else of the files than the plan was made from. Nothing was built or stopped. */
export class Contradiction extends DeployError {
  /** Names of the facts, such as `services.web.ports`. */
  readonly differs: readonly string[];
  readonly project: HostProject;

  constructor(differs: readonly string[], project: HostProject) {
    super({
      code: 'stale-plan',
      what: `docker compose on the host reads the project differently again: ${differs.join(', ')}`,
      why: 'The plan was made from what it had read before. Nothing was built or stopped.',
      hint: 'Run the job again. Does anyone edit the .env on the host meanwhile?',
    });
    this.differs = differs;
    this.project = project;
  }
}
