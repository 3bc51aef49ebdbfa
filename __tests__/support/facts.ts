import { digestOf } from '../../src/digest.js';
import type { Facts } from '../../src/plan/facts.js';
import type { DataFacts } from '../../src/host/data-facts.js';
import type { HostFacts } from '../../src/host/facts.js';
import type { Inputs } from '../../src/inputs/inputs.js';
import { plan, type Plan } from '../../src/plan/plan.js';
import { Secret } from '../../src/secret.js';
import { type FileEntry, manifestText } from '../../src/repository/manifest/manifest.js';
import { someStack } from './stacks.js';
import { cutManifest } from '../../src/repository/manifest/chunks.js';
import { readTemplate } from '../../src/templates.js';
import { renewalFiles } from '../../src/plan/release/renewal.js';
import { dotenvText } from '../../src/dotenv/write.js';
import { envKeyDigests } from '../../src/dotenv/digests.js';

export const now = new Date('2026-11-22T10:45:00.000Z');

export function someInputs(changes: Partial<Inputs> = {}): Inputs {
  return {
    host: '172.30.0.10',
    instance: undefined,
    access: undefined,
    opensPort: false,
    opensWebPorts: false,
    startsInstance: false,
    port: 22,
    user: 'ec2-user',
    sshKey: new Secret('key'),
    sshKeyPassphrase: undefined,
    hostKey: { kind: 'accept-any' },
    domain: 'app.example.com',
    aliases: [],
    runtime: 'compose',
    startCommand: undefined,
    pythonVersion: undefined,
    systemPackages: [],
    path: '~/app',
    projectName: undefined,
    repository: 'owner/app',
    workspace: '/workspace',
    sha: '0123456789abcdef0123456789abcdef01234567',
    source: { kind: 'upload', include: [], exclude: [] },
    env: [{ key: 'KEY', value: new Secret('value') }],
    files: [],
    composeFiles: undefined,
    profiles: undefined,
    build: { dockerfile: undefined, target: undefined, args: [] },
    buildPull: false,
    registries: [],
    app: { service: undefined, port: undefined, protocol: undefined },
    keepPublishedPorts: false,
    proxy: 'auto',
    trustedProxies: [],
    releaseCommand: undefined,
    certifyCommand: undefined,
    renewCommand: undefined,
    email: undefined,
    acmeServer: 'https://acme-v02.api.letsencrypt.org/directory',
    renewSchedule: undefined,
    dns: { kind: 'route53', hostedZoneId: undefined, newZone: 'none', setsNameServers: false, target: '172.30.0.10' },
    healthPath: '/',
    healthStatus: undefined,
    maxBodySize: '10m',
    proxySeconds: undefined,
    bootstrap: true,
    composePlugin: undefined,
    dryRun: false,
    githubToken: undefined,
    environment: undefined,
    limits: {},
    times: { healthSeconds: undefined, drainSeconds: undefined, lockSeconds: undefined, minReadySeconds: 0 },
    timeoutMs: 1_800_000,
    ...changes,
  };
}

export const someFiles: readonly FileEntry[] = [
  { kind: 'file', path: 'Dockerfile', mode: 0o644, size: 10, blob: 'a'.repeat(40) },
  { kind: 'file', path: 'manage.py', mode: 0o755, size: 20, blob: 'b'.repeat(40) },
];

/** A site that has no data, on a host with no other project. */
export const noData: DataFacts = {
  ...{ places: new Map(), placesBefore: [], synced: undefined, differing: [], damaged: [], databases: [] },
  ...{ anonymous: [], stacks: [], volumes: [], foreign: [], layout: undefined },
};

export const aFreshHost: HostFacts = {
  os: { id: 'debian', versionId: '13', name: 'Debian GNU/Linux 13 (trixie)' },
  architecture: 'x86_64',
  user: 'ec2-user',
  root: '/home/ec2-user/app',
  rootWritable: true,
  project: { name: 'app', from: 'new' },
  hasPython: true,
  data: noData,
  privilege: 'sudo',
  docker: {
    ...{ version: undefined, installed: false, access: 'none', compose: undefined, buildx: undefined },
    composeV1: false,
  },
  memory: { total: 4 * 1024 ** 3, available: 3 * 1024 ** 3, swap: 0, freeSwap: 0 },
  gitInstalled: false,
  sshVersion: '10.0',
  cron: { installed: false, running: false },
  disk: { freeBytes: 20 * 1024 ** 3, freeInodes: 1_000_000 },
  ports: [],
  current: undefined,
  env: undefined,
  releaseCount: 0,
  containers: [],
  missing: [],
  images: [],
  certificatePem: undefined,
  proxyDigest: undefined,
  proxyLoaded: undefined,
  proxyRelease: undefined,
  unverified: undefined,
  hsts: undefined,
  renewalDigest: undefined,
  programDigest: undefined,
  native: undefined,
};

export function freshFacts(host: Partial<HostFacts> = {}): Facts {
  const zone = { id: 'Z1', name: 'example.com', nameServers: ['ns-1.awsdns-1.com'] };
  return {
    instance: undefined,
    host: { ...aFreshHost, ...host },
    dns: {
      names: [
        { name: 'app.example.com', zone, current: [], special: [], otherTypes: [], delegatedTo: zone.nameServers },
      ],
    },
    target: { kind: 'ip', address: '172.30.0.10' },
    served: { kind: 'nothing', why: 'refused' },
    certificate: undefined,
    repository: {
      stack: someStack([], { kind: 'dockerfile', composeFile: undefined, composeFiles: [], composeDigest: '' }),
      images: { services: [], bases: [] },
      files: someFiles,
      chunks: cutManifest(manifestText(someFiles)),
    },
  };
}

/** What a look finds after a plan was carried out to its end. */
export function factsAfter(done: Plan, certifiedAt: Date): Facts {
  const { inputs, facts, release, overlay, site, proxy } = done.planning;
  const state = proxy.withCertificate ?? proxy.initial;
  const services = [
    facts.repository.stack.entry.service,
    site.proxyService,
    ...facts.repository.stack.services.map(({ name }) => name),
  ];
  const manifest = manifestText(facts.repository.files);
  const certificate = {
    names: [inputs.domain, ...inputs.aliases],
    issuer: 'CN=Test',
    notBefore: certifiedAt,
    notAfter: new Date(certifiedAt.getTime() + 90 * 86_400_000),
  };
  return {
    ...facts,
    certificate,
    served: { kind: 'tls', certificate, trusted: true, address: '172.30.0.10' },
    dns: facts.dns && {
      names: facts.dns.names.map((name) => ({
        ...name,
        current: [{ name: name.name, type: 'A', ttlSeconds: 300, values: ['172.30.0.10'] }],
      })),
    },
    host: {
      ...facts.host,
      docker: {
        ...{ version: '26.1.5', installed: true, access: 'direct', compose: '2.26.1', buildx: '0.13.1' },
        composeV1: false,
      },
      cron: { installed: true, running: true },
      current: {
        name: release,
        manifestDigest: digestOf(manifest),
        manifest,
        envDigest: digestOf(dotenvText(done.planning.env?.entries ?? [])),
        envKeyDigests: envKeyDigests(done.planning.env?.entries ?? []),
        inputFiles: new Map(overlay.placed.map(({ path, digest }) => [path, digest])),
        settingsDigest: overlay.digest,
        composeFiles: overlay.composeFiles,
        commit: inputs.sha,
        up: [...new Set(services)].map((service) => `${service}|config|image`),
      },
      project: { name: site.project, from: 'record' },
      data: {
        ...facts.host.data,
        layout: 'present',
        placesBefore: overlay.data.map(({ path }) => path),
        ...(overlay.data.length === 0 ? {} : { synced: release }),
      },
      releaseCount: facts.host.releaseCount + (done.planning.needsRelease ? 1 : 0),
      containers: [...new Set(services)].map((service) => ({
        service,
        state: 'running',
        health: undefined,
        exitCode: 0,
        isStopped: false,
        config: 'config',
        image: 'image',
      })),
      ports: [80, 443].map((port) => ({ port, holder: 'container app-edge-1 (project app)', ours: true })),
      proxyDigest: state?.digest,
      proxyLoaded: state && { config: state.digest, certificate: '' },
      hsts: state && { maxAgeSeconds: state.hstsSeconds, since: certifiedAt },
      renewalDigest: renewalFiles({ ...done.planning, readTemplate }).digest,
    },
  };
}

export function planOf(facts: Facts, inputs: Partial<Inputs> = {}, at: Date = now): Plan {
  return plan(someInputs(inputs), facts, at, readTemplate);
}

export function kindsOf(made: Plan): readonly string[] {
  return made.steps.map(({ kind }) => kind);
}
