import { replicasOf } from '../compose/stack.js';
import type { Plan } from '../plan/plan.js';
import type { HostStep } from '../plan/step.js';
import type { RunValues } from './run-values.js';
import { limitSeconds } from '../inputs/limit-table.js';
import { composeMinimum, needsOf, osFamily } from '../plan/steps/bootstrap.js';
import { manifestDigest } from '../repository/manifest/manifest.js';
import { keptReleases } from '../plan/steps/prune.js';
import { composePlugin } from '../plan/release/compose-plugin.js';
import { engineAt } from '../plan/site.js';

/** The values of the host program, by the names that it knows them by. Pure. */
export function hostValues(
  { planning, release }: Plan,
  steps: readonly HostStep[],
  run: RunValues,
): Readonly<Record<string, string>> {
  const { inputs, facts, site } = planning;
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
    NEEDS: needsOf(facts.host, isGit).join(' '),
    OS_FAMILY: osFamily(facts.host) ?? '',
    COMPOSE_MINIMUM: composeMinimum,
    PLUGIN_URL: plugin?.url ?? '',
    PLUGIN_SHA256: plugin?.sha256 ?? '',
    APP_SERVICE: inputs.app.service,
    APP_PORT: `${inputs.app.port}`,
    APP_REPLICAS: `${replicasOf(stack, inputs.app.service)}`,
    ROLLING: planning.stopFirst === undefined ? 'yes' : 'no',
    EDGE_SERVICE: site.edgeService,
    OWN_EDGE: site.hasOwnEdge ? 'yes' : 'no',
    CERTBOT_SERVICE: site.certbotService ?? '',
    CERTIFICATE_NAME: site.certificateName,
    CERTIFICATE_VOLUME: site.certificateVolume ?? '',
    CRON_MARK: site.cronMark,
    ...engineAt,
    KEEP_RELEASES: `${keptReleases}`,
  };
}
