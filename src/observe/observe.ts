import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import { parsePemCertificate } from '../tls/certificate.js';
import type { Deadline } from '../deadline.js';
import type { Ports } from '../ports.js';
import type { RecordTarget } from '../dns/records.js';
import type { Resolver } from '../dns/resolver.js';
import { lookupRecords } from '../dns/authoritative.js';
import type { ReadTemplate } from '../templates.js';
import { DeployError, messageOf } from '../errors/deploy-error.js';
import type { Facts } from '../plan/facts.js';
import type { Connection } from '../ssh/connection.js';
import type { HostFacts } from '../host/facts.js';
import { inspectionProgram } from '../host/inspection.js';
import { parseObservation } from '../host/parse-facts.js';
import { namesOf, type Inputs, type RegistryLogin } from '../inputs/inputs.js';
import { loginsText } from '../host/logins-text.js';
import { mountedPaths } from '../plan/release/data.js';
import { certificateFolder } from '../plan/native/site.js';
import { envFilePaths } from '../plan/release/env-files.js';
import { certificateFolderOf, certificateNameOf, certificateVolumeOf, cronPidFile } from '../plan/site.js';
import { projectName, projectNameBefore } from '../repository/project-name.js';
import { manifestText } from '../repository/manifest/manifest.js';
import { rebuildManifest } from '../repository/manifest/chunks.js';
import { comparedImages } from '../compose/images/images.js';
import type { Repository } from '../repository/repository.js';
import type { ReachedHost } from '../reach/reach.js';
import type { Stack } from '../compose/stack.js';
import type { Visit, Visiting, VisitRequest } from '../verify/visit.js';

/** All that was seen; the visit may still be on its way. */
export interface Observed {
  readonly facts: Facts;
  readonly visit: Promise<Visit>;
}

/** Where the host is inspected from; `world` is what is seen without it. */
export interface ObservedFrom {
  readonly connection: Connection;
  readonly readTemplate: ReadTemplate;
  readonly world: Promise<World>;
  /** Logins for the registries of the project's images; undefined: there are none. */
  readonly logins: Promise<readonly RegistryLogin[]> | undefined;
}

interface HasStack {
  readonly stack: Stack;
}

/** What is seen without the connection to the host. */
export interface World extends Pick<Facts, 'instance' | 'dns' | 'target' | 'served'> {
  readonly visit: Promise<Visit>;
}

/**
 * Looks at the names' records and at what the host serves, both at the same time. Changes nothing. The visit may still be on its way:
 * if there is nothing to do it is the proof of that, and costs no time of its own. Aborting the signal ends it.
 */
export async function observeWorld(
  inputs: Inputs,
  repository: HasStack,
  ports: Pick<Ports, 'dns' | 'resolver' | 'visit' | 'host'>,
  signal: AbortSignal,
): Promise<World> {
  const { dns: route53, resolver } = ports;
  const host = await ports.host();
  const target = await observeTarget(inputs, resolver, host);
  const visiting = visitHost(inputs, repository, { target, visit: ports.visit, signal });
  const asking = route53 && lookupRecords(namesOf(inputs), target, { dns: route53, resolver });
  const [dns, served] = await Promise.all([asking, visiting.served]);
  return { instance: host.instance, target, dns, served, visit: visiting.visit };
}

/** Looks at the host, and at the world at the same time. Changes nothing. */
export async function observe(
  inputs: Inputs,
  repository: Repository,
  at: ObservedFrom,
  deadline: Deadline,
): Promise<Observed> {
  const looking = observeHost(inputs, repository, at, deadline);
  // The host looks while we compute.
  const [seen, { visit, ...world }, { files, chunks, replaced = [], gaps }] = await Promise.all([
    looking,
    at.world,
    repository.listing,
  ]);
  const host = withManifest(seen, manifestText(files));
  const pem = host.certificatePem;
  const certificate = pem === undefined ? undefined : parsePemCertificate(pem);
  const { stack, native, images, buildCopies, missingStages, reading, needs } = repository;
  const { dotenv, secondEnv, trackedEnv, leftBehind } = repository;
  const builds = { images, buildCopies, missingStages };
  const own = { stack, native, ...builds, reading, needs, dotenv, secondEnv, trackedEnv, leftBehind };
  const read = { ...own, files, replaced, chunks, ...(gaps && { gaps }) };
  return { facts: { ...world, host, certificate, repository: read }, visit };
}

/** A visit that goes to this host, whatever the names lead to. Aborting the signal ends it. */
export function visitHost(
  inputs: Inputs,
  repository: HasStack,
  { target, visit, signal }: Pick<Ports, 'visit'> & { readonly target: RecordTarget; readonly signal: AbortSignal },
): Visiting {
  const connectTo = target.kind === 'ip' ? target.address : target.addresses[0];
  return visit(visitRequest(inputs, repository), { connectTo, signal });
}

/** What a visitor of the site expects. */
export function visitRequest(inputs: Inputs, { stack }: HasStack): VisitRequest {
  return {
    names: namesOf(inputs),
    healthPath: inputs.healthPath,
    healthStatus: inputs.healthStatus,
    expectRedirect: stack.ownProxy === undefined,
  };
}

/** What the host is asked, as far as it depends on the project. */
export function hostQuestion(
  inputs: Inputs,
  { stack, native, images, needs, dotenv }: Pick<Repository, 'stack' | 'native' | 'images' | 'needs' | 'dotenv'>,
) {
  const hostFiles = needs.envFiles.map(({ path }) => path).filter((path) => path.startsWith('/'));
  return {
    project: projectName(inputs, stack),
    certificate_name: certificateNameOf(inputs, stack),
    certificate_volume: native === undefined ? certificateVolumeOf(stack) : null,
    certificate_folder: native === undefined ? certificateFolderOf(stack) : certificateFolder,
    native: native === undefined ? null : projectName(inputs, stack),
    compose_digest: stack.composeDigest,
    data_paths: [...new Set([...mountedPaths(stack), ...envFilePaths(stack, needs.envFiles), ...hostFiles])],
    env_path: dotenv,
    env_names: needs.variables.map(({ name }) => name),
    images: comparedImages(images).map(({ name, at: { registry, repository, tag } }) => ({
      ...{ name, registry, repository, tag },
    })),
    externals: stack.externals.map(({ kind, name }) => ({ kind, name })),
  };
}

async function observeHost(
  inputs: Inputs,
  repository: Repository,
  { connection, readTemplate, logins }: ObservedFrom,
  deadline: Deadline,
): Promise<HostFacts> {
  const { listing, listed } = repository;
  const known = listed();
  const ofProject = hostQuestion(inputs, repository);
  const awaited = ofProject.images.length === 0 ? undefined : logins;
  const question = {
    root: inputs.path,
    project_before: projectNameBefore(inputs.path),
    source: inputs.source.kind,
    cron_pid_file: cronPidFile,
    repository: inputs.repository,
    ...ofProject,
    manifest: known === undefined ? null : { digest: known.digest, chunks: known.index },
    awaits_logins: awaited !== undefined,
  };
  const completed = await connection.run({
    // What is known goes with the program: standard input can only be sent once the host has said that it runs.
    program: inspectionProgram(question, readTemplate),
    ...(known === undefined || awaited !== undefined
      ? { stdin: Readable.from(toldLater(awaited, known === undefined ? listing : undefined)) }
      : {}),
    // Reading what git does not know the contents of, such as gigabytes of LFS, may take minutes.
    timeoutMs: known === undefined ? deadline.remainingMs() : deadline.remainingMs(120_000),
    label: 'inspecting the host',
  });
  try {
    return parseObservation(completed.stdout);
  } catch (error) {
    throw new DeployError({
      code: completed.ended === 'connection-lost' ? 'connection-lost' : 'host-program-failed',
      what: `Inspecting the host failed (${completed.ended.replace('-', ' ')})`,
      why: [messageOf(error), completed.why, completed.stderr.trim()].filter(Boolean).join('; '),
      hint: 'Run the job again. If it fails again: can the user run sh, base64, gzip and python3 on the host?',
      cause: error,
    });
  }
}

/** Logins first, since registries take longest to answer. */
async function* toldLater(
  logins: ObservedFrom['logins'],
  listing: Repository['listing'] | undefined,
): AsyncGenerator<string> {
  if (logins !== undefined) yield `${loginsText(await logins)}\n`;
  if (listing === undefined) return;
  const { digest, index } = await listing;
  yield `${digest} ${index}\n`;
}

/** The host said only in what its manifest differs from ours. */
function withManifest(host: HostFacts, ours: string): HostFacts {
  const { current } = host;
  if (current?.manifest === undefined) return host;
  const manifest = rebuildManifest(ours, current.manifest, current.manifestDigest) ?? '';
  return { ...host, current: { ...current, manifest } };
}

/** The addresses that are this host's, as the world is told them. A host without any is reached by the site's name alone. */
async function observeTarget(
  inputs: Inputs,
  resolver: Resolver,
  { publicAddress }: Pick<ReachedHost, 'publicAddress'>,
): Promise<RecordTarget> {
  const { dns, domain } = inputs;
  const name = (dns.kind === 'route53' ? dns.target : undefined) ?? publicAddress ?? domain;
  if (isIP(name) !== 0) return { kind: 'ip', address: name };
  const [v4, v6] = await Promise.all([resolver.resolve4(name), resolver.resolve6(name).catch(() => [])]);
  return { kind: 'name', name, addresses: [...v4, ...v6] };
}
