import type { Entry } from '../compose/entry/entry.js';
import { replicasOf } from '../compose/stack.js';
import type { HostNative } from '../host/job.js';
import { hostNative } from './native/host-native.js';
import type { Limits } from '../inputs/limit-table.js';
import type { Planning } from './context.js';
import type { Site } from './site.js';

/** What all steps on the host have in common. */
export interface HostTarget {
  readonly site: Site;
  readonly app: Pick<Entry, 'service' | 'ports' | 'hasSurePorts' | 'protocol'> & {
    /** Asked to find out whether a new container answers. */
    readonly healthPath: string;
    readonly replicas: number;
    /** Update order: the new containers start before the old ones stop. */
    readonly startsFirst: boolean;
  };
  /** The release that ran when the plan was made; '' for none. */
  readonly current: string;
  readonly mayInstall: boolean;
  /** sha256 of the host program that the host has already; undefined: it has none. */
  readonly programDigest: string | undefined;
  readonly limits: Limits;
  /** undefined: docker compose runs the release. */
  readonly native: HostNative | undefined;
  /** Absolute path of the checked-out repository on the runner. */
  readonly workspace: string;
}

export function hostTarget({ inputs, facts, site, stopFirst, native }: Planning): HostTarget {
  const { bootstrap, limits, workspace, healthPath } = inputs;
  const { stack } = facts.repository;
  const { service, ports, hasSurePorts, protocol } = stack.entry;
  const replicas = replicasOf(stack, service);
  return {
    ...{ site, limits, workspace, mayInstall: bootstrap, current: facts.host.current?.name ?? '' },
    programDigest: facts.host.programDigest,
    native: native && hostNative(native, inputs),
    app: { service, ports, hasSurePorts, protocol, healthPath, replicas, startsFirst: stopFirst === undefined },
  };
}
