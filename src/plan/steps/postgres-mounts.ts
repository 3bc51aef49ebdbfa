import { wrongPostgresMounts, type WrongMount } from '../../compose/postgres-mounts.js';
import type { Failure } from '../../errors/deploy-error.js';
import type { Planning } from '../context.js';
import type { Decision } from '../step.js';

/** A database that would end at once: docker compose starts it, and all that waits for it fails. */
export function postgresMountRefusals({ facts }: Planning): readonly Failure[] {
  const { config, composeFiles } = facts.repository.stack;
  const found = wrongPostgresMounts(config).filter(({ isSure }) => isSure);
  return found.map((one) => ({
    code: 'compose-file-invalid',
    what: `${composeFiles.join(' with ')} mounts /var/lib/postgresql/data of ${one.service}, and ${one.image} does not start with it`,
    ...textOf(one),
  }));
}

/** The newest image is of such a version, unless the host has an older one that runs. */
export function decidePostgresMounts({ facts }: Planning): Decision {
  if (facts.host.current !== undefined) return {};
  const found = wrongPostgresMounts(facts.repository.stack.config).filter(({ isSure }) => !isSure);
  const warnings = found.map((one) => {
    const { why, hint } = textOf(one);
    return `${one.service} mounts /var/lib/postgresql/data, and ${one.image} may be PostgreSQL 18 or later. ${why} ${hint}`;
  });
  return warnings.length === 0 ? {} : { warnings };
}

function textOf({ service }: WrongMount): { readonly why: string; readonly hint: string } {
  return {
    why: 'Since version 18 the image keeps its database in /var/lib/postgresql/18/docker, and ends when something is mounted at the old place.',
    hint: `Mount the volume of ${service} at /var/lib/postgresql, or name the version that its data is of, such as image: postgres:17.`,
  };
}
