import { expectedServices } from './expected-services.js';
import type { Plan } from './plan.js';
import { serviceStates } from './service-states.js';

/** Services whose health counts after the switch. A run that starts no containers leaves out those that a person stopped. */
export function countedServices({ steps, planning }: Pick<Plan, 'steps' | 'planning'>): readonly string[] {
  const expected = expectedServices(planning);
  if (steps.some(({ kind }) => kind === 'up')) return expected;
  const { stopped } = serviceStates(planning);
  return expected.filter((service) => !stopped.some(({ name }) => name === service));
}
