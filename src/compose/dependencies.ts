import type { Stack } from './stack.js';

/** What a service depends on, at any depth: it must run before the release command does. */
export function dependencies({ services }: Stack, app: string): readonly string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    for (const next of services.find((service) => service.name === name)?.dependsOn ?? []) {
      if (found.has(next) || next === app) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(app);
  return [...found];
}
