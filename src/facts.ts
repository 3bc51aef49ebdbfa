import type { DnsFacts } from './dns/dns.js';
import type { ServedFacts } from './certificate/served.js';
import type { HostFacts } from './host/facts.js';
import type { Stack } from './stack/stack.js';
import type { FileEntry } from './source/manifest.js';

/** All that is known before anything is decided. */
export interface Facts {
  readonly host: HostFacts;
  /** undefined: `dns: none`. */
  readonly dns: DnsFacts | undefined;
  readonly served: ServedFacts;
  /** What the checked-out repository asks to run. */
  readonly stack: Stack;
  /** The files of the release to be. */
  readonly files: readonly FileEntry[];
}
