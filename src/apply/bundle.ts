import path from 'node:path';
import { environmentFileText } from '../dotenv/systemd.js';
import { dotenvText } from '../dotenv/write.js';
import { programParts } from '../host/program-files.js';
import type { BundlePart } from '../host/tar.js';
import type { ProxyConfig } from '../plan/context.js';
import type { Plan } from '../plan/plan.js';
import type { HostStep } from '../plan/step.js';
import type { TextFile } from '../plan/release/record.js';
import { loginsText } from '../host/logins-text.js';
import type { RegistryLogin } from '../inputs/inputs.js';
import type { FileEntry } from '../repository/manifest/manifest.js';
import type { ReadTemplate } from '../templates.js';
import { hostJob } from './host-job.js';
import type { RunValues } from './run-values.js';

/** What one exec of the host program is given. */
export interface BundleRequest {
  readonly plan: Plan;
  /** The host's steps of this exec, in order. */
  readonly steps: readonly HostStep[];
  readonly run: RunValues;
  readonly readTemplate: ReadTemplate;
  /** For registries. */
  readonly logins: readonly RegistryLogin[];
}

/** Everything that the host needs for these steps, as the parts of one tar stream. Pure but for file paths in it. */
export function bundleParts({ plan, steps, run, readTemplate, logins }: BundleRequest): readonly BundlePart[] {
  return [
    ...programParts(plan.host.site.root, plan.host.programDigest, readTemplate),
    text('job.json', JSON.stringify(hostJob(plan, steps, run)), 0o600),
    ...(logins.length === 0 ? [] : [text('registries.json', loginsText(logins), 0o600)]),
    ...(plan.host.mayInstall ? [text('may-install', '')] : []),
    ...steps.flatMap((step) => partsOf(step, plan)),
  ];
}

/** The files that a step brings. */
function partsOf(step: HostStep, { host }: Plan): readonly BundlePart[] {
  switch (step.kind) {
    case 'files':
      return [
        textPart(step.manifest),
        ...step.record.map(textPart),
        ...step.send.map((file) => filePart(file, host.workspace)),
      ];
    case 'input-files':
      return step.contents.map(({ digest, content }) => text(`input-files/${digest}`, content.reveal(), 0o600));
    case 'env': {
      const envText = host.native === undefined ? dotenvText : environmentFileText;
      return [
        ...(step.entries === undefined ? [] : [text('env', envText(step.entries), 0o600)]),
        ...(step.repositoryEnv === undefined ? [] : [text('repository-env', step.repositoryEnv.reveal(), 0o600)]),
      ];
    }
    case 'confirm':
      return step.withoutEnvFiles === '' ? [] : [text('without-env-files.yml', step.withoutEnvFiles)];
    case 'build':
      return step.envOverlay === '' ? [] : [text('build.compose.yml', step.envOverlay)];
    case 'proxy':
    case 'serve-https':
      return proxyParts(step.config);
    case 'renewal':
      return step.files.program.map((file) => text(`renewal/${file.path}`, file.content));
    case 'bootstrap':
    case 'data':
    case 'release-command':
    case 'up':
    case 'rollback':
    case 'probe':
    case 'certify':
    case 'prune':
      return [];
  }
}

/** A folder of its own for each version of nginx that the host may get (templates/host/program/native/nginx_config.py). */
function proxyParts(config: ProxyConfig | undefined): readonly BundlePart[] {
  const folders = [
    { folder: 'proxy', files: config?.files ?? [] },
    ...(config?.since ?? []).map(({ version, files }) => ({ folder: `proxy-since/${version}`, files })),
  ];
  return folders.flatMap(({ folder, files }) => files.map(({ path, content }) => text(`${folder}/${path}`, content)));
}

function textPart({ path, content, mode }: TextFile): BundlePart {
  return text(path, content, mode);
}

function text(path: string, content: string, mode = 0o644): BundlePart {
  return { path, mode, content };
}

function filePart(file: FileEntry, workspace: string): BundlePart {
  if (file.kind === 'symlink') return { path: `files/${file.path}`, symlink: file.target };
  return { path: `files/${file.path}`, mode: file.mode, fromFile: path.join(workspace, file.path), size: file.size };
}
