import type { EdgeState, Planning } from '../plan/context.js';
import { limitSeconds } from '../inputs/limit-table.js';
import { composeMinimum, needsOf, osFamily } from '../plan/steps/bootstrap.js';
import { manifestDigest } from '../repository/manifest/manifest.js';
import { keptReleases } from '../plan/steps/prune.js';
import { composePlugin } from '../plan/release/compose-plugin.js';
import { engineAt } from '../plan/site.js';
import type { Stack } from '../compose/stack.js';

/** What belongs to the run and not to the plan. */
export interface RunValues {
  /** The release that `current` has to be for the plan to hold; '' for none. */
  readonly expectCurrent: string;
  /** Who holds the lock, for the person who waits for it: `run 42 of deploy by alice`. */
  readonly holder: string;
  readonly lockWaitSeconds: number;
  /** For all steps together. */
  readonly workSeconds: number;
  /** By which this run's own containers are known; of letters and digits. */
  readonly token: string;
  readonly healthSeconds: number;
  /** Content and name of the probe file; '' when none is put there. */
  readonly probeToken: string;
}

/** The values of the host program, by the names that it knows them by. Pure. */
export function hostValues(
  planning: Planning,
  { run, edge }: { readonly run: RunValues; readonly edge: EdgeState | undefined },
): Readonly<Record<string, string>> {
  const { inputs, facts, site, release } = planning;
  const plugin = composePlugin(facts.host.architecture, inputs.composePlugin);
  const isGit = inputs.source.kind === 'git';
  const { stack } = facts.repository;
  return {
    ROOT: site.root,
    PROJECT: site.project,
    RELEASE: release,
    EXPECT_CURRENT: run.expectCurrent,
    RUN: run.holder,
    LOCK_WAIT_SECONDS: `${run.lockWaitSeconds}`,
    RUN_SECONDS: `${run.workSeconds}`,
    RUN_TOKEN: run.token,
    PULL_SECONDS: `${limitSeconds('pull', inputs.limits, run.workSeconds)}`,
    MAY_INSTALL: inputs.bootstrap ? 'yes' : 'no',
    HEALTH_SECONDS: `${run.healthSeconds}`,
    SOURCE: inputs.source.kind,
    ENV_PLACE: stack.kind === 'dockerfile' ? 'record' : 'tree',
    MANIFEST_DIGEST: manifestDigest(facts.repository.files),
    GIT_SHA: inputs.source.kind === 'git' ? inputs.source.sha : '',
    NEEDS: needsOf(facts.host, isGit, facts.host.gitInstalled).join(' '),
    OS_FAMILY: osFamily(facts.host) ?? '',
    COMPOSE_MINIMUM: composeMinimum,
    PLUGIN_URL: plugin?.url ?? '',
    PLUGIN_SHA256: plugin?.sha256 ?? '',
    APP_SERVICE: inputs.app.service,
    APP_PORT: `${inputs.app.port}`,
    APP_REPLICAS: `${replicasOf(stack, inputs.app.service)}`,
    RELEASE_COMMAND: inputs.releaseCommand ?? '',
    ROLLING: planning.stopFirst === undefined ? 'yes' : 'no',
    EDGE_SERVICE: site.edgeService,
    OWN_EDGE: site.hasOwnEdge ? 'yes' : 'no',
    HSTS_SECONDS: `${edge?.hstsSeconds ?? 0}`,
    CERTBOT_SERVICE: site.certbotService ?? '',
    CERTBOT_WEBROOT: site.certbotWebroot ?? '',
    WEBROOT_VOLUME: site.webrootVolume ?? '',
    CERTIFICATE_NAME: site.certificateName,
    CERTIFICATE_VOLUME: site.certificateVolume ?? '',
    ACME_SERVER: inputs.acmeServer,
    EMAIL: inputs.email ?? '',
    PROBE_TOKEN: run.probeToken,
    CRON_MARK: site.cronMark,
    ...engineAt,
    KEEP_RELEASES: `${keptReleases}`,
  };
}

/** Containers of a service that the compose file asks for. */
export function replicasOf(stack: Stack, service: string): number {
  return stack.services.find(({ name }) => name === service)?.replicas ?? 1;
}
