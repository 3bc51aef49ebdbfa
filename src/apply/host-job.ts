import type { HostJob, HostStep as JobStep, HostStepData } from '../host/job.js';
import { limitSeconds } from '../inputs/limit-table.js';
import { countedServices } from '../plan/counted-services.js';
import type { Plan } from '../plan/plan.js';
import { hostSite } from '../plan/host-site.js';
import type { HostStep } from '../plan/step.js';
import { buildxMinimum } from '../plan/steps/buildx.js';
import { composeMinimum } from '../plan/steps/bootstrap.js';
import type { RunValues } from './run-values.js';

/** The job document of one exec: the plan's steps as the host reads them. Pure. */
export function hostJob(plan: Plan, steps: readonly HostStep[], run: RunValues): HostJob {
  const { host, release, rollback } = plan;
  const { site, app, limits } = host;
  const limited = (step: HostStep, left: number): JobStep => ({
    ...stepData(step, run, limitSeconds('pull', limits, left)),
    limit_seconds: limitSeconds(step.kind, limits, left),
  });
  return {
    site: hostSite(site),
    app: {
      service: app.service,
      ports: app.ports,
      sure_ports: app.hasSurePorts,
      protocol: app.protocol ?? null,
      health_path: app.healthPath,
      replicas: app.replicas,
      start_first: app.startsFirst,
    },
    run: {
      holder: run.holder,
      order: run.order ?? null,
      token: run.token,
      lock_wait_seconds: run.lockWaitSeconds,
      work_seconds: run.workSeconds,
      health_seconds: run.healthSeconds,
      health_timeout_seconds: run.healthTimeoutSeconds ?? null,
      drain_seconds: run.drainSeconds ?? null,
      min_ready_seconds: run.minReadySeconds,
      may_install: host.mayInstall,
    },
    native: host.native ?? null,
    release,
    services: countedServices(plan),
    expected_release: run.expectCurrent,
    steps: steps.map((step) => limited(step, run.workSeconds)),
    rollback: limited(rollback, Infinity),
  };
}

function stepData(step: HostStep, run: RunValues, pullSeconds: number): HostStepData {
  switch (step.kind) {
    case 'bootstrap':
      return {
        kind: step.kind,
        needs: step.needs,
        os_family: step.osFamily,
        compose_minimum: composeMinimum,
        plugin: step.plugin ?? null,
        buildx_minimum: buildxMinimum,
        buildx_plugin: step.buildxPlugin ?? null,
        swap_bytes: step.swapBytes,
      };
    case 'files':
      return {
        kind: step.kind,
        source: step.source,
        sha: step.sha,
        manifest_digest: step.manifestDigest,
        unfinished: step.unfinished,
      };
    case 'env':
      return { kind: step.kind, place: step.place };
    case 'confirm':
      return {
        kind: step.kind,
        compose_files: step.composeFiles,
        may_find_others: step.mayFindOthers,
        profiles: step.profiles,
        sources: step.sources,
        facts: step.facts === undefined ? null : JSON.stringify(step.facts),
        reading_digest: step.readingDigest,
        is_told: step.isTold,
      };
    case 'build':
      return {
        kind: step.kind,
        built: step.built.map(({ service, builtBy, repository, declared }) => ({
          ...{ service, built_by: builtBy, repository, declared: declared ?? null },
        })),
        pulled: step.pulled.map(({ service, repository, pin, image, isMoved }) => ({
          ...{ service, repository, pin: pin ?? null, image: image ?? null, moved: isMoved },
        })),
        pull_bases: step.pullsBases,
        names_env: step.namesEnv,
        pull_seconds: pullSeconds,
      };
    case 'release-command':
      return {
        kind: step.kind,
        command: step.command,
        service: step.service,
        dependencies: step.dependencies,
        one_shots: step.oneShots,
      };
    case 'proxy':
    case 'serve-https':
      return { kind: step.kind, hsts_seconds: step.config?.hstsSeconds ?? 0 };
    case 'up':
    case 'rollback':
      return { kind: step.kind, one_shots: step.oneShots };
    case 'probe':
      return { kind: step.kind, token: run.probeToken };
    case 'certify':
      return {
        kind: step.kind,
        names: step.names,
        command: step.command,
        acme_server: step.acmeServer,
        email: step.email ?? null,
        standalone: step.standalone,
        probe_token: run.probeToken,
      };
    case 'renewal':
      return { kind: step.kind, cron_line: step.files.cronLine, cron_command: step.files.cronCommand };
    case 'prune':
      return { kind: step.kind, keep: step.keep, needed_bytes: step.needs.bytes, needed_inodes: step.needs.inodes };
    case 'data':
    case 'input-files':
      return { kind: step.kind };
  }
}
