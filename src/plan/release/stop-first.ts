import type { DataFacts } from '../../host/data-facts.js';
import type { FileEntry } from '../../repository/manifest/manifest.js';
import { notRolledBecause } from '../../compose/update-order.js';
import type { Stack } from '../../compose/stack.js';
import { isWithin, shown } from './data.js';

/** `.env.prod.db` is an env file of a database service: a usual name in tutorials. */
const DATABASE =
  /(?<!(^|\/)\.env[^/]*)(\.(sqlite3?|db3?|mdb|duckdb|mv\.db|rdb|realm)|(^|\/)(PG_VERSION|ibdata1|WiredTiger))$/i;

/**
 * Why the app of the release before must end before the new one starts, as the end of a sentence that begins with the service's
 * name; undefined: both may run for a moment. A database in a file or a volume has one writer at a time.
 */
export function stopFirstBecause(
  stack: Stack,
  keepsPorts: boolean,
  files: readonly FileEntry[],
  data: Pick<DataFacts, 'databases' | 'anonymous'>,
): string | undefined {
  const appService = stack.entry.service;
  const declared = notRolledBecause(stack, keepsPorts);
  if (declared !== undefined) return declared;
  const found = data.databases.find(({ service }) => service === appService);
  if (found !== undefined) return `has a database file (${found.what}), which must have one writer at a time`;
  if (data.anonymous.includes(appService)) {
    return 'keeps files in an anonymous volume, which only its own successor inherits';
  }
  const binds = stack.services.find(({ name }) => name === appService)?.binds ?? [];
  const writable = binds.filter(({ readOnly }) => !readOnly);
  const tracked = files.find(({ path }) => DATABASE.test(path) && writable.some((bind) => isWithin(path, bind.path)));
  return tracked && `has the database file ${shown(tracked.path)} mounted, which must have one writer at a time`;
}
