import type { Deadline } from '../deadline.js';
import { DeployError } from '../errors/deploy-error.js';
import type { CurrentRelease } from '../host/facts.js';
import type { Inputs } from '../inputs/inputs.js';
import type { Repository } from '../repository/repository.js';
import { hostQuestion, observe, type Observed, type ObservedFrom, type World } from './observe.js';

/** What was seen, with the project that it is to be understood by. */
export interface Inspected extends Observed {
  readonly repository: Repository;
}

interface InspectedFrom extends Omit<ObservedFrom, 'world' | 'logins'> {
  readonly world: (repository: Repository) => Promise<World>;
  readonly logins: (repository: Repository) => ObservedFrom['logins'];
}

/**
 * Looks at the host and at the world. Where compose on the host read the same files otherwise than the runner when the current release was
 * made, its reading is used; a second look is needed only if other things have to be asked then.
 * @throws DeployError
 */
export async function inspect(
  inputs: Inputs,
  repository: Repository,
  { world, logins, ...at }: InspectedFrom,
  deadline: Deadline,
): Promise<Inspected> {
  const look = (of: Repository): Promise<Observed> =>
    observe(inputs, of, { ...at, world: world(of), logins: logins(of) }, deadline);
  const seen = await look(repository);
  const known = remembered(repository, seen.facts.host.current);
  if (known === undefined) return { ...seen, repository };
  const { stack, images, reading } = known;
  if (JSON.stringify(hostQuestion(inputs, known)) === JSON.stringify(hostQuestion(inputs, repository))) {
    const facts = { ...seen.facts, repository: { ...seen.facts.repository, stack, images, reading } };
    return { ...seen, facts, repository: known };
  }
  return { ...(await look(known)), repository: known };
}

/** undefined: the runner's own reading holds, or something was changed since, so that it has to be confirmed anew. */
function remembered(repository: Repository, current: CurrentRelease | undefined): Repository | undefined {
  const { reading, told } = repository;
  const confirmed = current?.confirmed;
  if (reading === undefined || reading.isTold || confirmed?.project === undefined) return undefined;
  if (confirmed.readingDigest !== reading.digest || confirmed.envDigest !== current?.envDigest) return undefined;
  try {
    return told(confirmed.project);
  } catch (error) {
    // A damaged record: what compose makes of the files is found out again.
    if (error instanceof DeployError && error.code === 'host-program-failed') return undefined;
    throw error;
  }
}
