import { oneShots } from './one-shots.js';
import type { Stack } from './stack.js';

/**
 * Services that compose can bring up without the app and its one-shots: the old app may stop meanwhile, and no one-shot runs a second time.
 * undefined if another service needs one of those, or if the app is restarted with one of the others: then compose has to see all of them. Pure.
 */
export function servicesApart(stack: Pick<Stack, 'config' | 'services' | 'entry'>): readonly string[] | undefined {
  const { services } = stack.config;
  const app = stack.entry.service;
  const leftAlone = new Set([app, ...oneShots(stack, app)]);
  const isWaiting = (name: string): boolean => withDependencies(name, services).some((one) => leftAlone.has(one));
  const names = Object.keys(services);
  const waiting = names.filter(isWaiting);
  const apart = names.filter((name) => !waiting.includes(name));
  const isRestarted = waiting.some((name) =>
    Object.entries(services[name]?.depends_on ?? {}).some(
      ([one, { restart }]) => restart === true && apart.includes(one),
    ),
  );
  return isRestarted || waiting.some((name) => !leftAlone.has(name)) ? undefined : apart;
}

/** A service and all that it depends on, at any depth. */
function withDependencies(name: string, services: Stack['config']['services']): readonly string[] {
  const found = new Set<string>([name]);
  for (const one of found) for (const next of Object.keys(services[one]?.depends_on ?? {})) found.add(next);
  return [...found];
}
