import type { DnsFacts } from './dns/dns.js';
import type { RecordTarget } from './dns/records.js';
import type { Certificate } from './certificate/certificate.js';
import type { ServedFacts } from './certificate/served.js';
import type { HostFacts } from './host/facts.js';
import type { Stack } from './stack/stack.js';
import type { FileEntry } from './source/manifest.js';
import type { ManifestChunks } from './source/manifest-chunks.js';

/** All that is known before anything is decided. */
export interface Facts {
  readonly host: HostFacts;
  /** undefined: `dns: none`. */
  readonly dns: DnsFacts | undefined;
  /** What records are to point at, with the addresses it has now: the addresses that are this host's. */
  readonly target: RecordTarget;
  readonly served: ServedFacts;
  /** The certificate in the site's volume; undefined: there is none. */
  readonly certificate: Certificate | undefined;
  readonly repository: RepositoryFacts;
}

/** What the checked-out repository asks for. */
export interface RepositoryFacts {
  readonly stack: Stack;
  /** The files of the release to be. */
  readonly files: readonly FileEntry[];
  /** Of their manifest. */
  readonly chunks: ManifestChunks;
}
