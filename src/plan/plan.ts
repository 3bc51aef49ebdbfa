import { environmentFileText } from '../dotenv/systemd.js';
import { dotenvText } from '../dotenv/write.js';
import { nextHsts } from '../tls/hsts.js';
import { bundledProxyConfig } from './release/proxy-config.js';
import { differenceOf } from './release/diff.js';
import { bundledCompose } from './release/bundled.js';
import { preparedPlaces } from './release/mount-sources.js';
import { releaseEnv } from './release/env.js';
import { releaseName } from './release/name.js';
import { overlayOf, type Overlay } from './release/overlay.js';
import { stopFirstBecause } from './release/stop-first.js';
import type { ReadTemplate } from '../templates.js';
import { oneShots } from '../compose/one-shots.js';
import type { Failure } from '../errors/deploy-error.js';
import type { Facts } from './facts.js';
import { namesOf, type Inputs } from '../inputs/inputs.js';
import type { Difference, ProxyPlan, Planning } from './context.js';
import { siteOf, type Site } from './site.js';
import { hostTarget, type HostTarget } from './host-target.js';
import { phasesOf, type Phase } from './phases.js';
import { siteCheck, type SiteCheck } from './site-check.js';
import type { Decision, HostStep, Step } from './step.js';
import { dryRunWarnings, isAsking, isOfQuestion, unreadable } from './steps/confirm.js';
import { decideCertify, decidePreflight, decideProbe, decideServeHttps } from './steps/certificate.js';
import { needOf } from './steps/need.js';
import { decideData } from './steps/data.js';
import { decideRoom } from './steps/disk.js';
import { certifiesFirst } from './steps/first-certificate.js';
import { decideGaps, gapRefusals } from './steps/gaps.js';
import { decideInputFiles } from './steps/input-files.js';
import { decideLeftBehind } from './steps/left-behind.js';
import { decideOtherFiles } from './steps/other-files.js';
import { decideProxy } from './steps/proxy.js';
import { imageChanges, imagePlan } from './images/image-plan.js';
import { hostConditions, hostRefusals } from './steps/blockers.js';
import { identityRefusals } from './steps/identity.js';
import { decidePrune } from './steps/prune.js';
import { decideLowerTtl, decideMoves, decideRecords } from './steps/records.js';
import { decideEnv, decideFetchCommit, decideFiles } from './steps/release.js';
import { nativePlan, nativeOverlay } from './native/native-plan.js';
import { nativeRefusals } from './native/blockers.js';
import { nativeStopFirst } from './native/decisions.js';
import { dialectsToCome, hostNginx } from './native/distribution.js';
import { nativeSite } from './native/site.js';
import { hostDialect } from '../proxy/dialect.js';
import { runtimeOf } from './runtime.js';
import { decideRenewal } from './steps/renewal.js';
import { decideDelegation, decideNameServers, decideZones } from './steps/zones.js';
import { decideWebPorts } from './steps/web-ports.js';
import { decideValues } from './values/decide-values.js';

/** All that the run will do, and why. What is printed of it is what is carried out: nothing is decided again. */
export interface Plan {
  readonly phases: readonly Phase[];
  /** The steps of all phases, in their order. */
  readonly steps: readonly Step[];
  /** The way back, should the new release fail the external check. */
  readonly rollback: HostStep;
  /** The release that runs when the plan is carried out: a new one's name, or the current one's. */
  readonly release: string;
  readonly host: HostTarget;
  readonly check: SiteCheck;
  /** What needs nothing, and why. */
  readonly unchanged: readonly string[];
  /** What works and yet should be changed. */
  readonly warnings: readonly string[];
  /** What makes the run impossible. With one of these nothing is done. */
  readonly blockers: readonly Failure[];
  readonly planning: Planning;
}

/** Decides everything from what is asked for and what was seen. Pure: the same arguments give the same plan. */
export function plan(inputs: Inputs, facts: Facts, now: Date, readTemplate: ReadTemplate): Plan {
  const planning = prepare(inputs, facts, now, readTemplate);
  const isQuestion = isAsking(facts.repository);
  const all = decide(planning, readTemplate);
  const ofQuestion = all.filter(({ step }) => step !== undefined && isOfQuestion(step));
  const decisions = [decideValues(planning), ...(isQuestion ? ofQuestion : all)];
  const phases = phasesOf(decisions.flatMap(({ step }) => step ?? []));
  return {
    phases,
    steps: phases.flatMap(({ parts }) => parts.flatMap((part): readonly Step[] => part.steps)),
    rollback: rollbackOf(planning),
    release: planning.release,
    host: hostTarget(planning),
    check: siteCheck(planning),
    unchanged: decisions.flatMap(({ unchanged }) => unchanged ?? []),
    warnings: [...dryRunWarnings(planning), ...decisions.flatMap(({ warnings }) => warnings ?? [])],
    blockers: [
      ...unreadable(planning),
      ...(isQuestion ? hostConditions(planning) : hostRefusals(planning)),
      ...identityRefusals(planning),
      ...gapRefusals(planning),
      ...(planning.native === undefined ? [] : nativeRefusals(planning, planning.native)),
      ...decisions.flatMap(({ refusals }) => refusals ?? []),
    ],
    planning,
  };
}

function rollbackOf({ facts }: Planning): HostStep {
  const { stack } = facts.repository;
  return {
    kind: 'rollback',
    oneShots: oneShots(stack, stack.entry.service),
    title: 'Roll back to the previous release',
    because: 'the new release failed the external check',
  };
}

function decide(planning: Planning, readTemplate: ReadTemplate): readonly Decision[] {
  const runtime = runtimeOf(planning);
  return [
    decideZones(planning),
    decideWebPorts(planning),
    decideRecords(planning),
    decideNameServers(planning),
    decideLowerTtl(planning),
    runtime.bootstrap,
    decideRoom(planning),
    decideFetchCommit(planning),
    decideFiles(planning),
    decideInputFiles(planning),
    decideEnv(planning),
    runtime.confirm,
    runtime.build,
    decideData(planning),
    // A proxy of the stack's own may not start before its certificate is there.
    ...(certifiesFirst(planning) ? certifying(planning) : []),
    runtime.releaseCommand,
    decideProxy(planning),
    runtime.up,
    ...(certifiesFirst(planning) ? [] : certifying(planning)),
    decideServeHttps(planning),
    decideRenewal(planning, readTemplate),
    decidePrune(planning),
    decideDelegation(planning),
    decideLeftBehind(planning),
    decideOtherFiles(planning),
    ...runtime.checks,
    decideGaps(planning),
  ];
}

/** Visitors who are led elsewhere come here when this host serves, and before what needs the names to resolve to it. */
function certifying(planning: Planning): readonly Decision[] {
  return [decideProbe(planning), decideMoves(planning), decidePreflight(planning), decideCertify(planning)];
}

function prepare(inputs: Inputs, facts: Facts, now: Date, readTemplate: ReadTemplate): Planning {
  const { stack, files, unfinished } = facts.repository;
  const { current } = facts.host;
  const names = { root: facts.host.root, project: facts.host.project.name };
  const { native: project } = facts.repository;
  const site = project === undefined ? siteOf(inputs, stack, names) : nativeSite(inputs, names);
  const native = project && nativePlan({ inputs, project, site, host: facts.host });
  const { damaged } = facts.host.data;
  const overlayFor =
    native === undefined
      ? composeOverlay(inputs, facts, site, readTemplate)
      : () => nativeOverlay(native, inputs.files);
  const name = releaseName(now, inputs.sha);
  const settingsDigest = overlayFor(name).digest;
  const images = imagePlan(facts.repository.images, facts.host.images, now);
  const { trackedEnv } = facts.repository;
  // Without compose a tracked .env is read here, and written for systemd.
  const given = inputs.env ?? (native === undefined || trackedEnv === undefined ? undefined : []);
  const env = releaseEnv(given, trackedEnv?.entries);
  const of = {
    files,
    envThere: trackedEnv === undefined ? facts.host.env?.digest : undefined,
    env: env?.entries,
    envText: native === undefined ? dotenvText : environmentFileText,
    inputFiles: inputs.files,
    settingsDigest,
    current,
    damaged,
    unfinished,
    imageChanges: imageChanges(images),
  };
  const difference = differenceOf(of);
  const needsRelease = isNeeded(difference);
  const release = needsRelease ? name : (current?.name ?? name);
  const overlay = overlayFor(release);
  const stopFirst =
    native === undefined
      ? stopFirstBecause(stack, inputs.keepPublishedPorts, files, facts.host.data)
      : nativeStopFirst({ facts }, native);
  const base = { inputs, facts, site, now, env, difference, needsRelease, release, overlay, stopFirst, images, native };
  return { ...base, proxy: proxyPlan(base, readTemplate) };
}

function composeOverlay(
  inputs: Inputs,
  { repository: { stack, files }, host }: Facts,
  site: Site,
  read: ReadTemplate,
): (release: string) => Overlay {
  const bundled = bundledCompose(inputs, stack, { site, read });
  const hostPlaces = preparedPlaces(host);
  return (release) =>
    overlayOf({
      ...{ stack, build: inputs.build, keepsPorts: inputs.keepPublishedPorts, site, files, release, bundled },
      ...{ placesBefore: host.data.placesBefore, inputFiles: inputs.files, hostPlaces },
    });
}

function isNeeded(difference: Difference): boolean {
  const { isFirst, filesChanged, envChanged, inputFiles, settingsChanged, imageChanges: images } = difference;
  return isFirst || filesChanged || envChanged || inputFiles.length + images.length > 0 || settingsChanged;
}

/** HTTPS is configured as soon as a certificate is there, since nginx does not start on one that is missing. */
function proxyPlan(base: Omit<Planning, 'proxy'>, readTemplate: ReadTemplate): ProxyPlan {
  const { facts, now, site } = base;
  if (site.hasOwnProxy) return { initial: undefined, withCertificate: undefined };
  const need = needOf(base);
  const isVerified = facts.served.kind === 'tls' && facts.served.trusted;
  const hstsSeconds = nextHsts(facts.host.hsts, isVerified, now);
  const names = namesOf(base.inputs);
  const dialect = base.native && hostDialect(site, hostNginx(facts.host));
  const dialects = base.native && dialectsToCome(site, facts.host);
  const { maxBodySize, trustedProxies } = base.inputs;
  const state = (tls: boolean, hsts: number) =>
    bundledProxyConfig({
      ...{ maxBodySize, trustedProxies, readSeconds: base.inputs.proxySeconds },
      ...{ site, names, tls, hstsSeconds: hsts, readTemplate, dialect, dialects },
    });
  if (need.kind === 'missing') {
    return { initial: state(false, 0), withCertificate: state(true, nextHsts(undefined, false, now)) };
  }
  return {
    initial: state(true, hstsSeconds),
    withCertificate: need.kind === 'none' ? undefined : state(true, hstsSeconds),
  };
}
