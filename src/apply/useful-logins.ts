import type { RegistryLogin } from '../inputs/inputs.js';
import type { Plan } from '../plan/plan.js';

/** Without those that a registry refused although it gives the images to everyone: with such a login docker would not get them. */
export function usefulLogins(
  logins: readonly RegistryLogin[],
  { planning: { facts } }: Pick<Plan, 'planning'>,
): readonly RegistryLogin[] {
  const { services, bases } = facts.repository.images;
  const registries = new Map([...services, ...bases].map(({ name, at }) => [name, at.registry]));
  const isPublic = facts.host.images.filter(({ isAnonymous }) => isAnonymous).map(({ name }) => registries.get(name));
  return logins.filter(({ registry }) => !isPublic.includes(registry));
}
