import type { InstanceFacts } from '../access/instance-facts.js';
import type { RepositoryFacts } from '../repository/facts.js';
import type { DnsFacts } from '../dns/dns.js';
import type { RecordTarget } from '../dns/records.js';
import type { Certificate } from '../tls/certificate.js';
import type { ServedFacts } from '../tls/served.js';
import type { HostFacts } from '../host/facts.js';

/** All that is known before anything is decided. */
export interface Facts {
  /** undefined: the host was not looked up at AWS. */
  readonly instance: InstanceFacts | undefined;
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
