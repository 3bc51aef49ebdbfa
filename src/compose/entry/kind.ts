import type { Candidate } from './candidate.js';
import { isFastCgi } from './fastcgi.js';
import { httpPorts, mayBeHttp } from './http-ports.js';
import { idleBecause } from './idle.js';
import { isOneShotCommand } from './one-shot-command.js';
import { isStore, isStoreName } from './stores.js';
import { isTool } from './tools.js';
import {
  isOneShotImage,
  isOneShotName,
  isServerCommand,
  isSocketCommand,
  isWorkerCommand,
  isWorkerName,
} from './workers.js';

/** The one port at which browsers speak UDP. */
const HTTP3 = 443;

/** What a service is for; `other` publishes only ports of other protocols. Only `web` and, where there is nothing else, `tool` answer visitors. */
export type ServiceKind = 'store' | 'tool' | 'worker' | 'one-shot' | 'fastcgi' | 'other' | 'web';

/** Tells what a service is for, by its image, its command, its ports, and last by its name. Pure. */
export function kindOf(service: Candidate): ServiceKind {
  const { name, image = '', command, isAwaited, neverRestarts } = service;
  if (isTool(service)) return 'tool';
  if (isStore(image)) return 'store';
  if (isAwaited || (isOneShotImage(image) && service.ports.length === 0)) return 'one-shot';
  if (isFastCgi(service)) return 'fastcgi';
  if (service.isForDevelopment || isSocketCommand(command) || idleBecause(service) !== undefined) return 'worker';
  // Whatever else its command does, somebody is meant to reach it.
  if (httpPorts(service).length > 0 || service.isRouted) return 'web';
  if (isOneShotCommand(command)) return 'one-shot';
  if (speaksOther(service)) return 'other';
  if (isServerCommand(command)) return 'web';
  if (isWorkerCommand(command)) return 'worker';
  if (neverRestarts && service.ports.length === 0) return 'one-shot';
  if (service.expose.length > 0) return isStoreName(name) ? 'store' : 'web';
  if (isWorkerName(name)) return 'worker';
  if (isOneShotName(name)) return 'one-shot';
  return isStoreName(name) ? 'store' : 'web';
}

function speaksOther({ ports, command }: Candidate): boolean {
  const none = ports.every(
    ({ container, protocol }) => (protocol === 'udp' && container !== HTTP3) || !mayBeHttp(container),
  );
  return ports.length > 0 && none && !isServerCommand(command);
}
