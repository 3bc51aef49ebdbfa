import type { HstsFacts } from '../tls/hsts.js';
import { gunzipSync } from 'node:zlib';
import { dataFacts } from './data-facts.js';
import { checkedFacts } from './fact-grammar.js';
import type { ContainerFacts, CurrentRelease, EdgeLoaded, HostFacts, PortHolder, Unverified } from './facts.js';

/**
 * Reads what observe.sh printed: lines `word NAME VALUE` (printable ASCII) and `fact NAME BASE64`, some names more than
 * once. Lines of any other form (a login banner, a profile that prints) are passed over.
 * @throws RangeError when the look was cut short, since half the facts would lead to a wrong plan; for a fact of a wrong form
 */
export function parseObservation(stdout: string): HostFacts {
  const told = readFacts(stdout);
  if (told.get('complete')?.at(-1)?.toString('utf8') !== 'yes')
    throw new RangeError('The look at the host was cut short.');
  const facts = checkedFacts(told);
  const one = (name: string): string | undefined => facts.get(name)?.at(-1)?.toString('utf8');
  const text = (name: string): string | undefined =>
    facts
      .get(name)
      ?.map((line) => line.toString('utf8'))
      .join('\n');
  const all = (name: string): readonly string[] => (facts.get(name) ?? []).map((line) => line.toString('utf8'));
  const access = oneOf(one('docker-access'), ['direct', 'sudo'] as const) ?? 'none';
  return {
    os: { id: one('os-id') ?? '', versionId: one('os-version') ?? '', name: one('os-name') ?? '' },
    architecture: one('architecture') ?? '',
    user: one('user') ?? '',
    root: one('root') ?? '',
    rootWritable: one('root-writable') === 'yes',
    project: {
      name: one('project') ?? '',
      from: oneOf(one('project-from'), ['record', 'by-hand'] as const) ?? 'new',
    },
    hasPython: one('python') === 'yes',
    privilege: oneOf(one('privilege'), ['root', 'sudo'] as const) ?? 'none',
    docker: {
      version: access === 'none' ? undefined : nonEmpty(one('docker-version')),
      installed: one('docker-installed') === 'yes',
      access,
      compose: nonEmpty(one('compose')),
      composeV1: one('compose-v1') === 'yes',
    },
    gitInstalled: one('git-installed') === 'yes',
    sshVersion: nonEmpty(one('ssh-version')),
    cron: { installed: one('cron-installed') === 'yes', running: one('cron-running') === 'yes' },
    disk: { freeBytes: count(one('free-kib')) * 1024, freeInodes: count(one('free-inodes')) },
    ports: (facts.get('port') ?? []).map((line) => parsePort(line.toString('utf8'))),
    current: parseCurrent(facts, one, text('env-digests')),
    releaseCount: Number(one('release-count') ?? 0),
    containers: (facts.get('container') ?? []).map((line) => parseContainer(line.toString('utf8'))),
    certificatePem: nonEmpty(text('certificate')),
    edgeDigest: one('edge-digest'),
    edgeLoaded: parseLoaded(one('edge-loaded')),
    edgeRelease: nonEmpty(one('edge-release')),
    unverified: parseUnverified(one('unverified')),
    hsts: parseHsts(one('hsts')),
    renewalDigest: one('renewal-digest'),
    data: dataFacts(all),
  };
}

function readFacts(stdout: string): ReadonlyMap<string, readonly Buffer[]> {
  const facts = new Map<string, Buffer[]>();
  for (const line of stdout.split('\n')) {
    const match = /^(?:(word) ([a-z0-9-]+) ([ -~]*)|fact ([a-z0-9-]+) ([A-Za-z0-9+/=]*))\r?$/.exec(line);
    if (match === null) continue;
    const [, word, plainName = '', plain = '', packedName = '', packed = ''] = match;
    const [name, value] =
      word === undefined ? [packedName, Buffer.from(packed, 'base64')] : [plainName, Buffer.from(plain)];
    facts.set(name, [...(facts.get(name) ?? []), value]);
  }
  return facts;
}

function parseCurrent(
  facts: ReadonlyMap<string, readonly Buffer[]>,
  one: (name: string) => string | undefined,
  envDigests: string | undefined,
): CurrentRelease | undefined {
  const name = one('release');
  const manifestDigest = one('manifest-digest');
  if (name === undefined || manifestDigest === undefined) return undefined;
  const packed = facts.get('manifest-gz')?.at(-1);
  return {
    name,
    manifestDigest,
    manifest: packed === undefined ? undefined : gunzipSync(packed).toString('utf8'),
    envDigest: one('env-digest'),
    envKeyDigests: new Map(lines(envDigests).map((line) => parsePair(line, ' '))),
    settingsDigest: one('settings-digest')?.trim(),
    up: parseUp(one('up-noted'), facts.get('up')),
  };
}

function parseUp(noted: string | undefined, containers: readonly Buffer[] | undefined): CurrentRelease['up'] {
  if (noted === undefined) return 'unknown';
  return noted === 'yes' ? (containers ?? []).map((line) => line.toString('utf8')) : 'unfinished';
}

function parseLoaded(text: string | undefined): EdgeLoaded | undefined {
  const [config = '', certificate = ''] = (text ?? '').split(' ');
  return config === '' ? undefined : { config, certificate };
}

function parseUnverified(text: string | undefined): Unverified | undefined {
  const [release, previous] = parsePair(text ?? '', '|');
  return release === '' ? undefined : { release, previous: nonEmpty(previous) };
}

function parsePort(text: string): PortHolder {
  const [port = '', ours = '', ...holder] = text.split('|');
  return { port: Number(port), ours: ours === 'yes', holder: holder.join('|') };
}

/** `docker ps` tells health and exit code only in its status text: "Up 3 minutes (healthy)", "Exited (0) 2 hours ago". */
function parseContainer(line: string): ContainerFacts {
  const [service = '', state = '', status = '', config = '', image = ''] = line.split('|');
  const health = /\((healthy|unhealthy|health: starting)\)/.exec(status)?.[1]?.replace('health: ', '');
  return { service, state, health, exitCode: Number(/^Exited \((\d+)\)/.exec(status)?.[1] ?? 0), config, image };
}

function parseHsts(text: string | undefined): HstsFacts | undefined {
  if (text === undefined) return undefined;
  const [maxAgeSeconds, since] = parsePair(text.trim(), ' ').map(Number);
  if (maxAgeSeconds === undefined || since === undefined || Number.isNaN(maxAgeSeconds + since)) return undefined;
  return { maxAgeSeconds, since: new Date(since * 1000) };
}

function parsePair(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + by.length)];
}

function lines(text: string | undefined): readonly string[] {
  return (text ?? '').split('\n').filter((line) => line !== '');
}

/** A figure that the host could not give (btrfs has no inode count) must not look like an empty disk. */
function count(text: string | undefined): number {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : Number.MAX_SAFE_INTEGER;
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : text;
}

function oneOf<const T extends string>(text: string | undefined, allowed: readonly T[]): T | undefined {
  return allowed.find((value) => value === text);
}
