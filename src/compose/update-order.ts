import { entryBody } from './entry/behind-proxy.js';
import { singleBecause } from './single-writer.js';
import type { Service, Stack } from './stack.js';

/**
 * Why the app's new containers cannot start beside the old ones, as a sentence's end after the service's name; undefined: they
 * can. Only our own proxy finds the new ones; and some services must never run twice.
 */
export function notRolledBecause(stack: Stack, keepsPorts: boolean): string | undefined {
  if (stack.kind === 'whole') return 'is behind a proxy of its own stack, which would not find the new one';
  const body = entryBody(stack, keepsPorts);
  return body === undefined ? undefined : singleBecause(body);
}

/** What becomes of each service when a release takes over from another, for the person who reads the plan. */
export function changeoverText(stack: Stack, why: string | undefined): string {
  const appService = stack.entry.service;
  const app =
    why === undefined
      ? `${appService} starts first; the old container finishes in-flight requests, then stops`
      : `${appService} is replaced (stop-first, a short gap), since it ${why}`;
  const others = stack.services.filter(
    ({ name, hasProfile, replicas }) => name !== appService && !hasProfile && replicas > 0,
  );
  if (others.length === 0) return app;
  return `${app}; kept unless the release changes them: ${others.map((one) => told(one, stack)).join(', ')}`;
}

/** Only the entry starts next to its old containers: the app behind a web server of the stack is down between the two. */
function told({ name, singleBecause }: Service, { entry, commandService }: Stack): string {
  if (name === commandService) return `${name} (behind ${entry.service}: stop-first, a short gap)`;
  return singleBecause === undefined ? name : `${name} (never run twice: ${singleBecause})`;
}
