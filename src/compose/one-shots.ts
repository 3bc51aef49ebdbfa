import type { Service, Stack } from './stack.js';
import { isMapping, type Mapping } from './model/value.js';

/** Services that a service starts after only when they have done their work, as its `depends_on` says. */
export function completedBefore(body: Mapping): readonly string[] {
  const dependsOn = body['depends_on'];
  if (!isMapping(dependsOn)) return [];
  return Object.entries(dependsOn)
    .filter(([, how]) => isMapping(how) && how['condition'] === 'service_completed_successfully')
    .map(([name]) => name);
}

/** What has to have done its work before the app starts, at any depth: migrations, as a rule. */
export function oneShots({ services }: Pick<Stack, 'services'>, appService: string): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (service: Service | undefined): void => {
    if (service === undefined || seen.has(service.name)) return;
    seen.add(service.name);
    for (const name of service.completedBefore) found.add(name);
    for (const name of service.dependsOn) visit(services.find((other) => other.name === name));
  };
  visit(services.find(({ name }) => name === appService));
  return [...found];
}
