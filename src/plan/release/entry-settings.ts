import { behindProxy, type BehindProxy } from '../../compose/entry/behind-proxy.js';
import type { Stack } from '../../compose/stack.js';
import { literal } from './persistent.js';
import { removedList, removedValue, replacedList } from './yaml-tags.js';

interface EntryRequest {
  readonly release: string;
  readonly keepsPorts: boolean;
}

/**
 * What is laid over the entry: it gets its release's name, and behind our proxy the containers of a release have a name of their own in
 * the network. What would keep two of them from running at the same time goes (docker compose 2.24.4: `!reset` and `!override`). Pure.
 */
export function entrySettings(stack: Stack, { release, keepsPorts }: EntryRequest): Readonly<Record<string, unknown>> {
  const environment = { RELEASE: release };
  if (stack.kind === 'whole') return { environment };
  const behind = behindProxy(stack, keepsPorts);
  return {
    environment,
    networks: networks(stack, release, behind),
    ...(behind.dropped.length === 0
      ? {}
      : { ports: behind.kept.length === 0 ? removedList() : replacedList(behind.kept) }),
    ...(behind.containerName === undefined ? {} : { container_name: removedValue() }),
  };
}

/** Whoever asks for the container by its old name still finds it, in each network that it is in. */
function networks(stack: Stack, release: string, { containerName }: BehindProxy): Readonly<Record<string, unknown>> {
  const own = Object.keys(stack.config.services[stack.entry.service]?.networks ?? {});
  const old = containerName === undefined ? [] : [literal(containerName)];
  const others = old.length === 0 ? [] : own.filter((name) => name !== 'default');
  return {
    default: { aliases: [`release-${release.toLowerCase()}`, ...old] },
    ...Object.fromEntries(others.map((name) => [name, { aliases: old }])),
  };
}
