import type { Planning } from './context.js';
import { decideImages } from './images/decide-images.js';
import { decideNativeBootstrap } from './native/bootstrap.js';
import { decideNativeBuild, decideNativeReleaseCommand, decideNativeUp } from './native/decisions.js';
import type { NativePlan } from './native/native-plan.js';
import type { Decision } from './step.js';
import { decideBootstrap } from './steps/bootstrap.js';
import { decideConfirm } from './steps/confirm.js';
import { decideEnvironmentSlips } from './steps/environment-slips.js';
import { decideExposure } from './steps/exposure.js';
import { decideHiddenPackages } from './steps/hidden-packages.js';
import { decidePostgresMounts } from './steps/postgres-mounts.js';
import { decideOwnProxy } from './steps/own-proxy.js';
import { decideBuild, decideReleaseCommand } from './steps/release.js';
import { decideUp } from './steps/up.js';

/** The decisions that depend on what runs the release. All others are the same for every site. */
export interface Runtime {
  readonly bootstrap: Decision;
  readonly confirm: Decision;
  readonly build: Decision;
  readonly releaseCommand: Decision;
  readonly up: Decision;
  /** What has no step. */
  readonly checks: readonly Decision[];
}

export function runtimeOf(planning: Planning): Runtime {
  return planning.native === undefined ? compose(planning) : native(planning, planning.native);
}

function compose(planning: Planning): Runtime {
  return {
    bootstrap: decideBootstrap(planning),
    confirm: decideConfirm(planning),
    build: decideBuild(planning),
    releaseCommand: decideReleaseCommand(planning),
    up: decideUp(planning),
    checks: [
      decideImages(planning),
      decideExposure(planning),
      decidePostgresMounts(planning),
      decideHiddenPackages(planning),
      decideEnvironmentSlips(planning),
      decideOwnProxy(planning),
    ],
  };
}

function native(planning: Planning, plan: NativePlan): Runtime {
  return {
    bootstrap: decideNativeBootstrap(planning, plan),
    confirm: {},
    build: decideNativeBuild(planning, plan),
    releaseCommand: decideNativeReleaseCommand(planning, plan),
    up: decideNativeUp(planning, plan),
    checks: [],
  };
}
