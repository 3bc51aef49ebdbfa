import { entryCandidates } from '../entry/candidates.js';
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
