import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isIP } from 'node:net';
import { parsePemCertificate } from './certificate/certificate.js';
import type { Deadline } from './deadline.js';
import type { Dns } from './dns/dns.js';
import type { RecordTarget } from './dns/records.js';
import type { Resolver } from './dns/resolver.js';
import { observeNames } from './dns/settled.js';
import type { ReadTemplate } from './edge/settings.js';
import { DeployError } from './errors.js';
import type { Facts, RepositoryFacts } from './facts.js';
import { assignments } from './host/assignments.js';
import type { Connection } from './host/connection.js';
import type { HostFacts } from './host/facts.js';
import { lookProgram } from './host/look.js';
import { parseObservation } from './host/observation.js';
import { namesOf, type Inputs } from './inputs.js';
import { cronMark, cronPidFile, engineAt, projectName, siteOf } from './site.js';
import { listFiles } from './source/files.js';
import { manifestDigest, manifestText } from './source/manifest.js';
import { chunkIndex, rebuildManifest } from './source/manifest-chunks.js';
import { readStack } from './stack/read.js';
import type { Visit, Visiting, VisitPorts, VisitRequest } from './verify/visit.js';

/** What looking needs. */
export interface Eyes {
  readonly connection: Connection;
  /** undefined: `dns: none`. */
  readonly dns: Dns | undefined;
  readonly resolver: Resolver;
  /** `connectTo`: the host's address, so that no resolver is asked for a name that may not be there yet, and remembers that. */
  readonly visit: (request: VisitRequest, at: Pick<VisitPorts, 'connectTo' | 'signal'>) => Visiting;
  readonly readTemplate: ReadTemplate;
}

/** The repository, with what the look tells the host of its files: made while the connection is. */
export interface Repository extends RepositoryFacts {
  /** See `chunkIndex`. */
  readonly chunks: string;
}

/**
 * Reads the repository: nothing outside the workspace is asked.
 * @throws DeployError workspace-empty, compose-file-missing, compose-file-invalid, compose-service-missing, nothing-to-deploy
 */
export async function observeRepository(inputs: Inputs): Promise<Repository> {
  const { workspace, source } = inputs;
  const at = (relative: string) => path.join(workspace, relative);
  const stack = readStack(
    { exists: (relative) => existsSync(at(relative)), read: (relative) => readFileSync(at(relative), 'utf8') },
    {
      composeFile: inputs.composeFile,
      appService: inputs.app.service,
      variables: new Map((inputs.env ?? []).map(({ key, value }) => [key, value.reveal()])),
    },
  );
  const patterns = source.kind === 'upload' ? source : { include: [], exclude: [] };
  const files = await listFiles(workspace, { ...patterns, withoutEnv: inputs.env !== undefined });
  return { stack, files, chunks: chunkIndex(manifestText(files)) };
}

/** What is seen without the connection to the host. */
export interface World extends Pick<Facts, 'dns' | 'target' | 'served'> {
  readonly visit: Promise<Visit>;
}

/**
 * Looks at the names' records and at what the host serves, both at the same time. Changes nothing. The visit may still be on its way:
 * if there is nothing to do it is the proof of that, and costs no time of its own. Aborting the signal ends it.
 */
export async function observeWorld(
  inputs: Inputs,
  repository: RepositoryFacts,
  eyes: Omit<Eyes, 'connection'>,
  signal: AbortSignal,
): Promise<World> {
  const { dns: route53, resolver } = eyes;
  const target = await observeTarget(inputs, resolver);
  const visiting = visitHost(inputs, repository, { target, visit: eyes.visit, signal });
  const asking = route53 && observeNames(namesOf(inputs), target, { dns: route53, resolver });
  const [dns, served] = await Promise.all([asking, visiting.served]);
  return { target, dns, served, visit: visiting.visit };
}

/** Looks at the host, and at the world at the same time. Changes nothing. */
export async function observe(
  inputs: Inputs,
  repository: Repository,
  eyes: Eyes & { readonly world: () => Promise<World> },
  deadline: Deadline,
): Promise<{ readonly facts: Facts; readonly visit: Promise<Visit> }> {
  const looking = observeHost(inputs, repository, eyes, deadline);
  // The host looks while we compute.
  const [host, { visit, ...world }] = await Promise.all([looking, eyes.world()]);
  const pem = host.certificatePem;
  const certificate = pem === undefined ? undefined : parsePemCertificate(pem);
  return { facts: { ...world, host, certificate, repository }, visit };
}

/** A visit that goes to this host, whatever the names lead to. Aborting the signal ends it. */
export function visitHost(
  inputs: Inputs,
  repository: RepositoryFacts,
  { target, visit, signal }: Pick<Eyes, 'visit'> & { readonly target: RecordTarget; readonly signal: AbortSignal },
): Visiting {
  const connectTo = target.kind === 'ip' ? target.address : target.addresses[0];
  return visit(visitRequest(inputs, repository), { connectTo, signal });
}

/** What a visitor of the site expects. */
export function visitRequest(inputs: Inputs, { stack }: RepositoryFacts): VisitRequest {
  const { hasOwnEdge } = siteOf(inputs, stack, '');
  return { names: namesOf(inputs), healthPath: inputs.healthPath, expectRedirect: !hasOwnEdge };
}

async function observeHost(
  inputs: Inputs,
  { stack, files, chunks }: Repository,
  eyes: Eyes,
  deadline: Deadline,
): Promise<HostFacts> {
  const project = projectName(inputs.path);
  const values = assignments({
    ROOT_INPUT: inputs.path,
    PROJECT: project,
    SOURCE: inputs.source.kind,
    MANIFEST_DIGEST: manifestDigest(files),
    MANIFEST_CHUNKS: chunks,
    CERTIFICATE_NAME: inputs.domain,
    CERTIFICATE_VOLUME: siteOf(inputs, stack, '').certificateVolume ?? '',
    CRON_MARK: cronMark(project),
    CRON_PID_FILE: cronPidFile,
    ...engineAt,
  });
  const completed = await eyes.connection.run({
    // Not through standard input, which could only be sent once the host has said that the program runs.
    program: values + lookProgram(eyes.readTemplate),
    timeoutMs: deadline.remainingMs(120_000),
    label: 'looking at the host',
  });
  try {
    return withManifest(parseObservation(completed.stdout), manifestText(files));
  } catch (error) {
    throw new DeployError({
      code: completed.ended === 'connection-lost' ? 'connection-lost' : 'host-program-failed',
      what: `The look at the host did not end well (${completed.ended})`,
      why: [completed.why, completed.stderr.trim()].filter(Boolean).join('; '),
      hint: 'Run this again. If it happens twice: can the user run sh, base64, gzip and sha256sum on the host?',
      cause: error,
    });
  }
}

/** The host said only in what its manifest differs from ours. */
function withManifest(host: HostFacts, ours: string): HostFacts {
  const { current } = host;
  if (current?.manifest === undefined) return host;
  const manifest = rebuildManifest(ours, current.manifest, current.manifestDigest) ?? '';
  return { ...host, current: { ...current, manifest } };
}

/** The addresses that are this host's, as the world is told them. */
async function observeTarget(inputs: Inputs, resolver: Resolver): Promise<RecordTarget> {
  const name = inputs.dns.kind === 'route53' ? inputs.dns.target : inputs.host;
  if (isIP(name) !== 0) return { kind: 'ip', address: name };
  const [v4, v6] = await Promise.all([resolver.resolve4(name), resolver.resolve6(name).catch(() => [])]);
  return { kind: 'name', name, addresses: [...v4, ...v6] };
}
