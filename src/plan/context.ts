import type { ProxyFile } from '../proxy/render.js';
import type { Facts } from './facts.js';
import type { Inputs } from '../inputs/inputs.js';
import type { NativePlan } from './native/native-plan.js';
import type { ImagePlan } from './images/image-plan.js';
import type { Site } from './site.js';
import type { ReleaseEnv } from './release/env.js';
import type { Overlay } from './release/overlay.js';

/** How the release to be differs from the one that runs. */
export interface Difference {
  readonly files: { readonly sent: number; readonly kept: number; readonly removed: number; readonly bytes: number };
  readonly filesChanged: boolean;
  /** Files that the running release lost or that were changed in it: they are sent again. */
  readonly damaged: readonly string[];
  readonly envChanged: boolean;
  /** Keys of `.env` that are new, gone or of another value; never values. */
  readonly envKeys: readonly string[];
  /** Paths of the input `files` that are new, gone or of another content. */
  readonly inputFiles: readonly string[];
  readonly settingsChanged: boolean;
  /** Why an image of a registry makes a release, each as a sentence without a full stop. */
  readonly imageChanges: readonly string[];
  /** No release is there yet. */
  readonly isFirst: boolean;
}

/** What every decision is made from. Pure data. */
export interface Planning {
  readonly inputs: Inputs;
  readonly facts: Facts;
  readonly site: Site;
  readonly now: Date;
  /** The release's `.env`; undefined: the tracked one, or the one on the host, as it is. */
  readonly env: ReleaseEnv | undefined;
  readonly difference: Difference;
  /** Whether a new release has to be made. */
  readonly needsRelease: boolean;
  /** The release that will run: a new one's name, or the current one's. */
  readonly release: string;
  readonly overlay: Overlay;
  /** Why the old app ends before the new one starts; undefined: the new one starts beside it. */
  readonly stopFirst: string | undefined;
  readonly images: ImagePlan;
  readonly proxy: ProxyPlan;
  /** What runs straight on the host; undefined: docker compose runs the release. */
  readonly native: NativePlan | undefined;
}

/** The bundled reverse proxy's configuration before and after a certificate is issued; the stack's own proxy has none of ours. */
export interface ProxyPlan {
  /** For the first exec of a run: https as soon as a certificate is there. */
  readonly initial: ProxyConfig | undefined;
  /** Once the certificate has been issued; undefined: nothing is issued. */
  readonly withCertificate: ProxyConfig | undefined;
}

/** The files for nginx from this version on. */
export interface NginxVariant {
  readonly version: string;
  readonly files: readonly ProxyFile[];
}

export interface ProxyConfig {
  readonly files: readonly ProxyFile[];
  /** In place of `files` from a version of nginx on, where this run installs nginx and its version is not known yet. */
  readonly since: readonly NginxVariant[];
  readonly digest: string;
  readonly tls: boolean;
  readonly hstsSeconds: number;
}
