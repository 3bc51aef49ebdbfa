import type { WebRule } from './access/web-ports.js';
import type { Dns } from './dns/dns.js';
import type { Resolver } from './dns/resolver.js';
import type { HostFacts } from './host/facts.js';
import type { RunOrder } from './host/job.js';
import type { ProjectImages } from './compose/images/images.js';
import type { Inputs, RegistryLogin } from './inputs/inputs.js';
import type { Deployment } from './runner/deployment.js';
import type { Runner } from './runner/runner.js';
import type { ReachedHost } from './reach/reach.js';
import type { Connection } from './ssh/connection.js';
import type { ReadTemplate } from './templates.js';
import type { Visiting, VisitPorts, VisitRequest } from './verify/visit.js';

/** The effects that a run needs; made in real-ports.ts, or by a test. */
export interface Ports {
  readonly runner: Runner;
  readonly inputs: Inputs;
  /** The host, as far as it is known without a connection: for an instance, what AWS knows of it. */
  readonly host: () => Promise<ReachedHost>;
  /** Connects to the host and logs in. Aborting the signal ends the attempts. */
  readonly connect: (signal: AbortSignal) => Promise<Connection>;
  /** Adds rules that admit visitors to the security groups of the instance; undefined: there is no instance. */
  readonly openWebPorts: ((rules: readonly WebRule[]) => Promise<void>) | undefined;
  /** undefined: `dns: none`. */
  readonly dns: Dns | undefined;
  readonly resolver: Resolver;
  /** `connectTo`: the host's address, so that no resolver is asked for a name that may not be there yet, and caches that. */
  readonly visit: (request: VisitRequest, at: Pick<VisitPorts, 'connectTo' | 'signal'>) => Visiting;
  /** Fetches the commit onto the host, over a connection that serves the deploy key; only for `source: git`. */
  readonly fetchCommit: (host: HostFacts) => Promise<void>;
  /** The logins for a project's images, found once in a run; undefined: there are none. */
  readonly logins: (images: ProjectImages) => Promise<readonly RegistryLogin[]> | undefined;
  /** The record of this deploy at GitHub. */
  readonly deployment: Deployment;
  readonly readTemplate: ReadTemplate;
  /** Who deploys, for the lock and the journal on the host. */
  readonly describeRun: () => string;
  /** This run among those of its workflow; undefined: unknown. */
  readonly runOrder: () => RunOrder | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
