import type { HostJob, HostStep, HostStepData } from '../host/job.js';
import { namesOf } from '../inputs/inputs.js';
import { limitSeconds } from '../inputs/limit-table.js';
import { oneShots } from '../compose/one-shots.js';
import type { EdgeState, Planning } from '../plan/context.js';
import { composePlugin } from '../plan/release/compose-plugin.js';
import { wordsOf } from '../plan/release/renewal.js';
import { composeMinimum, needsOf, osFamily } from '../plan/steps/bootstrap.js';
import { keptReleases } from '../plan/steps/prune.js';
import { expectedServices } from '../plan/steps/up.js';
import type { HostStepKind } from '../plan/step.js';
import { manifestDigest } from '../repository/manifest/manifest.js';
import { dependencies } from './dependencies.js';
import { replicasOf, type RunValues } from './script-vars.js';

/** The job document of one exec. Pure. */
export function hostJob(
  planning: Planning,
  kinds: readonly HostStepKind[],
  { run, edge }: { readonly run: RunValues; readonly edge: EdgeState | undefined },
): HostJob {
  const { inputs, facts, site, release, stopFirst } = planning;
  const limited = (kind: HostStepKind, left: number): HostStep => ({
    ...stepData(planning, kind, { run, edge }),
    limit_seconds: limitSeconds(kind, inputs.limits, left),
  });
  return {
    site: {
      root: site.root,
      project: site.project,
      proxy_service: site.edgeService,
      has_own_proxy: site.hasOwnEdge,
      certificate_name: site.certificateName,
      certificate_volume: site.certificateVolume ?? null,
      certbot_service: site.certbotService ?? null,
      certbot_webroot: site.certbotWebroot ?? null,
      webroot_volume: site.webrootVolume ?? null,
      cron_mark: site.cronMark,
    },
    app: {
      ...inputs.app,
      replicas: replicasOf(facts.repository.stack, inputs.app.service),
      start_first: stopFirst === undefined,
    },
    run: {
      holder: run.holder,
      token: run.token,
      lock_wait_seconds: run.lockWaitSeconds,
      work_seconds: run.workSeconds,
      health_seconds: run.healthSeconds,
      may_install: inputs.bootstrap,
    },
    release,
    expected_release: run.expectCurrent,
    steps: kinds.map((kind) => limited(kind, run.workSeconds)),
    rollback: {
      ...limited('rollback', Infinity),
      kind: 'rollback',
      one_shots: oneShots(facts.repository.stack, inputs.app.service),
    },
  };
}

interface Exec {
  readonly run: RunValues;
  readonly edge: EdgeState | undefined;
}

function stepData(planning: Planning, kind: HostStepKind, { run, edge }: Exec): HostStepData {
  const { inputs, facts, overlay } = planning;
  const { stack, files } = facts.repository;
  const { source } = inputs;
  switch (kind) {
    case 'bootstrap':
      return {
        kind,
        needs: needsOf(facts.host, source.kind === 'git', facts.host.gitInstalled),
        os_family: osFamily(facts.host) ?? '',
        compose_minimum: composeMinimum,
        plugin: composePlugin(facts.host.architecture, inputs.composePlugin) ?? null,
      };
    case 'files':
      return {
        kind,
        source: source.kind,
        sha: source.kind === 'git' ? source.sha : '',
        manifest_digest: manifestDigest(files),
      };
    case 'env':
      return { kind, place: stack.kind === 'dockerfile' ? 'record' : 'tree' };
    case 'build': {
      const built = overlay.built.map(({ service, builtBy, declared }) => ({
        ...{ service, built_by: builtBy, declared: declared ?? null },
      }));
      const own = new Set(built.map(({ service }) => service));
      return {
        kind,
        built,
        pulled: expectedServices(planning).filter((service) => !own.has(service)),
        pull_seconds: limitSeconds('pull', inputs.limits, run.workSeconds),
      };
    }
    case 'release-command':
      return {
        kind,
        command: inputs.releaseCommand ?? '',
        dependencies: dependencies(stack, inputs.app.service),
        one_shots: oneShots(stack, inputs.app.service),
      };
    case 'edge':
    case 'serve-https':
      return { kind, hsts_seconds: edge?.hstsSeconds ?? 0 };
    case 'up':
    case 'rollback':
      return { kind, one_shots: oneShots(stack, inputs.app.service) };
    case 'probe':
      return { kind, token: run.probeToken };
    case 'certify':
      return {
        kind,
        names: namesOf(inputs),
        command: wordsOf(inputs.certifyCommand),
        acme_server: inputs.acmeServer,
        email: inputs.email ?? null,
        probe_token: run.probeToken,
      };
    case 'renewal':
      return { kind, command: wordsOf(inputs.renewCommand) };
    case 'prune':
      return { kind, keep: keptReleases };
    case 'data':
      return { kind };
  }
}
