import { gunzipSync } from 'node:zlib';
import { NO_DATA, dataFacts } from './data-facts.js';
import type { CurrentRelease, HostFacts, ImageFacts } from './facts.js';
import { hostProject } from './host-project.js';
import { nativeFacts } from './native-facts.js';
import { basicObservation, observation, type BasicObservation, type Observation } from './observation.js';

/** How the line with the document begins; a login banner, or a profile that prints, may stand before and after it. */
const BEGIN = '{"python":';

/**
 * Reads what the inspection printed.
 * @throws RangeError when it was cut short, since half the facts would lead to a wrong plan; for a fact of a wrong form
 */
export function parseObservation(stdout: string): HostFacts {
  const line = stdout.split('\n').findLast((one) => one.startsWith(BEGIN));
  const told = line === undefined ? undefined : parseObject(line);
  if (told === undefined) throw new RangeError('The inspection of the host was cut short.');
  return told.python === null ? withoutPython(basicObservation.read(told, '')) : hostFacts(observation.read(told, ''));
}

function parseObject(line: string): { readonly python?: unknown } | undefined {
  try {
    return JSON.parse(line) as { readonly python?: unknown };
  } catch {
    return undefined;
  }
}

/** A host that has no python3 yet. Where it has Docker nothing is planned (plan/steps/identity.ts); without it there is nothing more. */
function withoutPython(found: BasicObservation): HostFacts {
  const { has_docker: installed } = found.programs;
  return {
    ...basicFacts(found),
    hasPython: false,
    docker: { installed, access: 'none', version: undefined, compose: undefined, buildx: undefined, composeV1: false },
    releaseCount: 0,
    containers: [],
    missing: [],
    images: [],
    ...{ current: undefined, certificatePem: undefined, proxyDigest: undefined, proxyLoaded: undefined },
    ...{
      proxyRelease: undefined,
      unverified: undefined,
      hsts: undefined,
      renewalDigest: undefined,
      programDigest: undefined,
    },
    data: NO_DATA,
    native: undefined,
  };
}

function hostFacts(found: Observation): HostFacts {
  const { docker, proxy, hsts, unverified } = found;
  return {
    ...basicFacts(found),
    hasPython: true,
    docker: {
      installed: found.programs.has_docker,
      access: docker.access,
      version: docker.version,
      compose: docker.compose,
      buildx: docker.buildx,
      composeV1: docker.has_compose_v1,
    },
    current: currentRelease(found.release),
    releaseCount: found.release_count,
    containers: found.containers.map(({ exit_code: exitCode, is_stopped: isStopped, ...container }) => ({
      ...{ ...container, exitCode, isStopped },
    })),
    missing: found.missing,
    images: found.images.map(imageFacts),
    certificatePem: found.certificate,
    proxyDigest: proxy.digest,
    proxyLoaded: proxy.loaded,
    proxyRelease: proxy.release,
    unverified: unverified && { release: unverified.release, previous: nonEmpty(unverified.previous) },
    hsts: hsts && { maxAgeSeconds: hsts.max_age_seconds, since: new Date(hsts.since * 1000) },
    renewalDigest: found.renewal_digest,
    programDigest: found.program_digest,
    data: dataFacts(found.data),
    native: nativeFacts(found.native),
  };
}

function imageFacts({ problem, why, until, ...image }: Observation['images'][number]): ImageFacts {
  return {
    name: image.name,
    isPresent: image.is_present,
    held: image.held,
    base: image.base,
    since: dateOf(image.since),
    found: image.found,
    problem: problem && { kind: problem, why, until: dateOf(until) },
    isAnonymous: image.is_anonymous,
  };
}

function dateOf(seconds: number | undefined): Date | undefined {
  return seconds === undefined ? undefined : new Date(seconds * 1000);
}

function basicFacts({ system, programs, ports, project, env }: BasicObservation) {
  return {
    env: env && {
      path: env.path,
      digest: env.digest,
      names: env.names && { given: new Set(env.names.given), empty: new Set(env.names.empty) },
    },
    os: { id: system.os_id, versionId: system.os_version, name: system.os_name },
    architecture: system.architecture,
    user: system.user,
    privilege: system.privilege,
    root: system.root,
    project: { name: project.name, from: project.source },
    rootWritable: system.is_root_writable,
    disk: { freeBytes: known(system.free_bytes), freeInodes: known(system.free_inodes) },
    memory: {
      total: known(system.memory_bytes),
      available: known(system.available_bytes),
      swap: system.swap_bytes ?? 0,
      freeSwap: system.free_swap_bytes ?? 0,
    },
    gitInstalled: programs.has_git,
    sshVersion: programs.ssh_version,
    cron: { installed: programs.has_cron, running: programs.is_cron_running },
    ports: ports.map(({ port, holder, is_ours: ours }) => ({ port, holder, ours })),
  };
}

function currentRelease(release: Observation['release']): CurrentRelease | undefined {
  if (release === undefined) return undefined;
  const { manifest_gz: packed, came_up: cameUp } = release;
  return {
    name: release.name,
    manifestDigest: release.manifest_digest,
    manifest: packed === undefined ? undefined : gunzipSync(Buffer.from(packed, 'base64')).toString('utf8'),
    envDigest: release.env_digest,
    envKeyDigests: release.env_key_digests ?? new Map(),
    inputFiles: release.input_files ?? new Map(),
    confirmed: confirmedRelease(release.confirmed),
    settingsDigest: release.settings_digest,
    composeFiles: release.compose_files,
    commit: release.commit,
    up: cameUp === 'noted' ? release.up : cameUp,
  };
}

/** What is damaged counts as not noted. */
function confirmedRelease(noted: NonNullable<Observation['release']>['confirmed']): CurrentRelease['confirmed'] {
  if (noted === undefined) return undefined;
  const rest = { envDigest: noted.env_digest, readingDigest: noted.reading_digest };
  if (noted.project === undefined) return { ...rest, project: undefined };
  try {
    return { ...rest, project: hostProject.read(JSON.parse(noted.project), 'project') };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A figure that the host could not give (btrfs has no inode count) must not look like an empty disk. */
function known(figure: number | undefined): number {
  return figure ?? Number.MAX_SAFE_INTEGER;
}

function nonEmpty(text: string): string | undefined {
  return text === '' ? undefined : text;
}
