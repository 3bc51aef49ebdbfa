import { entryCandidates } from '../entry/candidates.js';
import { httpPorts } from '../entry/http-ports.js';
import { idleBecause } from '../entry/idle.js';
import { kindOf } from '../entry/kind.js';
import { entryPort } from '../entry/port.js';
import type { ComposeConfig } from '../model/config.js';
import type { RepositoryFiles } from '../model/files.js';

/** Whether a service has a port, a route or the command of a web server. */
export function servesVisitors({ files }: { readonly files: RepositoryFiles }, config: ComposeConfig): boolean {
  return entryCandidates(files, config).some(
    (one) => kindOf(one) === 'web' && (one.isRouted || one.isWebServer || entryPort(one).candidates.length > 0),
  );
}

/** Whether nothing listens in a service that publishes a port: people start its server by hand. */
export function hasIdleSite({ files }: { readonly files: RepositoryFiles }, config: ComposeConfig): boolean {
  return entryCandidates(files, config).some((one) => idleBecause(one) !== undefined && httpPorts(one).length > 0);
}
