import { isStore } from './entry/stores.js';
import type { MountConfig } from './model/config.js';
import { readMounts } from './mounts.js';
import { foreignNetwork } from './network-mode.js';
import { publishedPorts } from './ports.js';
import { isMapping, type Mapping } from './model/value.js';

/** Programs that do each thing at its time: two of them do it twice. */
const SCHEDULERS =
  /\bcelery\b.*(\bbeat\b|\s-B\b|\s--beat\b)|\b(crond|supercronic|ofelia|rqscheduler|django-cron|clockwork)\b/;

/**
 * Why a service must never run twice at the same time, not even for a moment, as the end of a sentence that begins with its
 * name; undefined: nothing in its compose file says so.
 */
export function singleBecause(body: Mapping): string | undefined {
  const { image, network_mode: mode } = body;
  if (typeof body['container_name'] === 'string') return 'has a container_name';
  if (publishedPorts(body['ports']).length > 0) return 'publishes a port of the host';
  const network = foreignNetwork(typeof mode === 'string' ? mode : undefined);
  if (network !== undefined) return `has network_mode ${network}`;
  if (hasOwnAddress(body['networks'])) return 'has an address of its own in a network';
  if (SCHEDULERS.test(`${wordsOf(body['entrypoint'])} ${wordsOf(body['command'])}`)) return 'is a scheduler';
  if (typeof image === 'string' && isStore(image)) return 'keeps data that two would break';
  if (readMounts(body['volumes'] as readonly MountConfig[] | undefined).some(({ kind }) => kind === 'anonymous'))
    return 'keeps files in an anonymous volume, which only its own successor inherits';
  return isStopFirst(body['deploy']) ? 'asks for stop-first in deploy.update_config' : undefined;
}

function hasOwnAddress(networks: unknown): boolean {
  if (!isMapping(networks)) return false;
  return Object.values(networks).some(
    (network) => isMapping(network) && (network['ipv4_address'] ?? network['ipv6_address']) !== undefined,
  );
}

function wordsOf(command: unknown): string {
  return Array.isArray(command) ? command.join(' ') : typeof command === 'string' ? command : '';
}

/** Compose itself takes no notice of it, and Swarm's default is the same; so only who writes it down asks for it. */
function isStopFirst(deploy: unknown): boolean {
  const update = isMapping(deploy) ? deploy['update_config'] : undefined;
  return isMapping(update) && update['order'] === 'stop-first';
}
