import type { WebRule } from '../access/web-ports.js';
import type { PreflightCheck } from '../acme/preflight.js';
import type { ProjectFacts } from '../compose/facts/facts.js';
import type { Undelegated } from '../dns/delegation.js';
import type { RecordChange, Zone } from '../dns/dns.js';
import type { EnvEntry } from '../dotenv/entry.js';
import type { Failure } from '../errors/deploy-error.js';
import type { InputFile } from '../inputs/inputs.js';
import type { TrackedEnv } from '../repository/variables.js';
import type { ProxyConfig } from './context.js';
import type { ReleaseFiles } from './release/record.js';
import type { RenewalFiles } from './release/renewal.js';

/** The kinds of step that the runner takes by itself; all others are the host's. */
const RUNNER_KINDS = [
  ...(['web-ports', 'create-zone', 'records', 'set-name-servers', 'lower-ttl', 'fetch-commit'] as const),
  ...(['move-records', 'preflight'] as const),
] as const;

/** All kinds of step. `rollback` is in no plan: it follows a failure. */
export const STEP_KINDS = [
  'web-ports',
  'create-zone',
  'records',
  'set-name-servers',
  'lower-ttl',
  'bootstrap',
  'fetch-commit',
  'files',
  'input-files',
  'env',
  'confirm',
  'build',
  'data',
  'release-command',
  'proxy',
  'up',
  'probe',
  'move-records',
  'preflight',
  'certify',
  'serve-https',
  'renewal',
  'prune',
  'rollback',
] as const;

export type StepKind = (typeof STEP_KINDS)[number];
export type RunnerStepKind = (typeof RUNNER_KINDS)[number];
export type HostStepKind = Exclude<StepKind, RunnerStepKind>;

/** A service whose image comes from elsewhere. */
export interface PulledImage {
  readonly service: string;
  /** Repository of our tag on the host. */
  readonly repository: string;
  /** The image's name, by which the release keeps to what is pulled; undefined: compose follows the name itself. */
  readonly pin: string | undefined;
  /** The image's name, if it is known: what the host has already is not pulled unless `isMoved`. */
  readonly image: string | undefined;
  /** Whether it is pulled although the host has an image of that name. */
  readonly isMoved: boolean;
}

/** What a step needs to be carried out. Nothing is decided again later. */
export type StepData =
  | { readonly kind: 'web-ports'; readonly rules: readonly WebRule[] }
  | { readonly kind: 'create-zone'; readonly zones: readonly string[] }
  /** Of each zone, for its domain; a zone that is missing gets them when it is created. */
  | { readonly kind: 'set-name-servers'; readonly zones: readonly Zone[] }
  | { readonly kind: 'records' | 'lower-ttl' | 'move-records'; readonly changes: readonly RecordChange[] }
  | { readonly kind: 'fetch-commit' }
  | {
      readonly kind: 'preflight';
      readonly check: PreflightCheck;
      /** Names in zones that are not delegated: known already, but told only when the rest is done. */
      readonly undelegated: readonly Undelegated[];
      /** Whether a file can be put where the certificate authority will look. */
      readonly hasProbe: boolean;
      /** Proxies of the usual tutorials compute DH parameters at their first start. */
      readonly probeTimeoutMs: number;
    }
  | {
      readonly kind: 'bootstrap';
      readonly needs: readonly string[];
      readonly osFamily: string;
      readonly plugin: { readonly url: string; readonly sha256: string } | undefined;
      readonly buildxPlugin: { readonly url: string; readonly sha256: string } | undefined;
      /** Size of the swap file to make; 0 for none. */
      readonly swapBytes: number;
    }
  | ({ readonly kind: 'files' } & ReleaseFiles)
  | { readonly kind: 'input-files'; readonly contents: readonly Pick<InputFile, 'digest' | 'content'>[] }
  | {
      readonly kind: 'env';
      /** `record`: beside the release, which is a build context. */
      readonly place: 'tree' | 'record';
      /** undefined: the `.env` that is there is kept. */
      readonly entries: readonly EnvEntry[] | undefined;
      /** The repository's own `.env`, where the release has another one: builds find it. */
      readonly repositoryEnv: TrackedEnv['text'] | undefined;
    }
  | {
      readonly kind: 'confirm';
      /** The repository's own, in compose's order. */
      readonly composeFiles: readonly string[];
      /** Whether `COMPOSE_FILE` of the host's `.env` may name others. */
      readonly mayFindOthers: boolean;
      /** The input; empty: `COMPOSE_PROFILES` of `.env` says. */
      readonly profiles: readonly string[];
      /** Files whose words are no secrets. */
      readonly sources: readonly string[];
      /** What the plan is made from; undefined: it could not be read, or there are no compose files. */
      readonly facts: ProjectFacts | undefined;
      readonly readingDigest: string;
      readonly isTold: boolean;
      /** Text of a compose file, laid over the project for this; '' for none. */
      readonly withoutEnvFiles: string;
    }
  | {
      readonly kind: 'build';
      readonly built: readonly {
        readonly service: string;
        readonly builtBy: string;
        /** Repository of the image on the host, without a tag. */
        readonly repository: string;
        readonly declared?: string | undefined;
      }[];
      readonly pulled: readonly PulledImage[];
      /** Whether newer base images are looked for. */
      readonly pullsBases: boolean;
      /** Text of a compose file, laid over the release while `.env` is not in its directory; '' for none. */
      readonly envOverlay: string;
      /** Whether compose reads no file of the project unless there is a `.env`. */
      readonly namesEnv: boolean;
    }
  | { readonly kind: 'data' }
  | {
      readonly kind: 'release-command';
      readonly command: string;
      /** In a container of whose new image it runs. */
      readonly service: string;
      /** What the app depends on, at any depth: it must run before the release command does. */
      readonly dependencies: readonly string[];
      readonly oneShots: readonly string[];
    }
  | { readonly kind: 'proxy' | 'serve-https'; readonly config: ProxyConfig | undefined }
  | { readonly kind: 'up' | 'rollback'; readonly oneShots: readonly string[] }
  | { readonly kind: 'probe' }
  | {
      readonly kind: 'certify';
      readonly names: readonly string[];
      /** Words after `compose run --rm SERVICE`; empty: the usual command. */
      readonly command: readonly string[];
      readonly acmeServer: string;
      readonly email: string | undefined;
      /** Before the release is switched to: certbot itself listens on port 80. */
      readonly standalone: boolean;
    }
  | { readonly kind: 'renewal'; readonly files: RenewalFiles }
  /** `needs`: what has to be free afterwards, before a release is made; zeros at the end of a run. */
  | {
      readonly kind: 'prune';
      readonly keep: number;
      readonly needs: { readonly bytes: number; readonly inodes: number };
    };

/** What people read of a step: the dry run, the log and the job summary print the same words. */
export interface StepText {
  /** What is done, as a short sentence without a full stop. */
  readonly title: string;
  /** Why it has to be done. */
  readonly because: string;
}

/** One thing that the run will do. */
export type Step = StepText & StepData;
export type HostStep = StepText & Extract<StepData, { readonly kind: HostStepKind }>;
export type RunnerStep = StepText & Extract<StepData, { readonly kind: RunnerStepKind }>;

/** What a kind of step decides. */
export interface Decision {
  readonly step?: Step;
  /** Said of what needs nothing. */
  readonly unchanged?: string;
  readonly refusals?: readonly Failure[];
  /** What works and yet should be changed, each as sentences. */
  readonly warnings?: readonly string[];
}

export function isHostStep(step: Step): step is HostStep {
  return !RUNNER_KINDS.some((kind) => kind === step.kind);
}

export function isRunnerStep(step: Step): step is RunnerStep {
  return !isHostStep(step);
}

/** Whether a step changes nothing that visitors meet. */
export function isBackground(kind: StepKind): boolean {
  return kind === 'renewal' || kind === 'prune';
}
