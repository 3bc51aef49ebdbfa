import { replicasOf } from '../compose/stack.js';
import type { Limits } from '../inputs/limit-table.js';
import type { Planning } from './context.js';
import type { Site } from './site.js';

/** What all steps on the host have in common. */
export interface HostTarget {
  readonly site: Site;
  readonly app: {
    readonly service: string;
    readonly port: number;
    readonly protocol: 'uwsgi' | 'http';
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
  /** Absolute path of the checked-out repository on the runner. */
  readonly workspace: string;
}

export function hostTarget({ inputs, facts, site, stopFirst }: Planning): HostTarget {
  const { app, bootstrap, limits, workspace } = inputs;
  const replicas = replicasOf(facts.repository.stack, app.service);
  return {
    ...{ site, limits, workspace, mayInstall: bootstrap, current: facts.host.current?.name ?? '' },
    programDigest: facts.host.programDigest,
    app: { ...app, replicas, startsFirst: stopFirst === undefined },
  };
}
