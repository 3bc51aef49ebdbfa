import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { hostJob } from '../../src/apply/host-job.js';
import { USUAL_PORTS } from '../../src/compose/entry/port.js';
import type { HostNative } from '../../src/host/job.js';
import type { HostStep, HostStepKind } from '../../src/plan/step.js';
import { freshFacts, planOf } from '../support/facts.js';

/** What a kind of step carries besides its texts. */
type SampleOf<Step, Kind> = Step extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? Omit<Step, 'kind' | 'title' | 'because'>
    : never
  : never;

const config = { files: [], since: [], digest: '', tls: true, hstsSeconds: 31_536_000 };

/** A step of every kind with all fields that it can have. A new kind does not compile before it is here. */
const complete: { readonly [Kind in HostStepKind]: SampleOf<HostStep, Kind> } = {
  bootstrap: {
    needs: ['docker', 'compose'],
    osFamily: 'apt',
    plugin: { url: 'https://p.example.com', sha256: 'a-digest' },
    buildxPlugin: { url: 'https://b.example.com', sha256: 'b-digest' },
    swapBytes: 2048,
  },
  files: {
    source: 'git',
    sha: 'a-commit',
    manifestDigest: 'a-manifest',
    unfinished: 'r-begun',
    manifest: { path: 'record/manifest', content: '' },
    record: [],
    send: [],
  },
  'input-files': { contents: [] },
  env: { place: 'record', entries: [], repositoryEnv: undefined },
  confirm: {
    ...{ composeFiles: ['compose.yaml'], mayFindOthers: true, profiles: ['extra'], sources: ['base.yaml'] },
    facts: { services: {}, inactive: {}, networks: {}, volumes: {}, secrets: {}, configs: {} },
    ...{ readingDigest: 'a-reading', isTold: true, withoutEnvFiles: '' },
  },
  build: {
    built: [{ service: 'worker', builtBy: 'web', repository: 'site-web', declared: 'shop/web' }],
    pulled: [{ service: 'store', repository: 'site-store', pin: 'redis:8', image: 'redis:8', isMoved: true }],
    pullsBases: true,
    ...{ envOverlay: '', namesEnv: true },
  },
  data: {},
  'release-command': { command: 'migrate --all', service: 'site', dependencies: ['queue'], oneShots: ['shot-1'] },
  proxy: { config },
  up: { oneShots: ['shot-2'] },
  probe: {},
  certify: {
    names: ['a.example.com', 'b.example.com'],
    command: ['certonly', '--webroot'],
    acmeServer: 'https://acme.example.com',
    email: 'me@example.com',
    standalone: true,
  },
  'serve-https': { config: { ...config, hstsSeconds: 300 } },
  renewal: { files: { program: [], cronLine: '7 4 * * *', cronCommand: 'renew', schedule: '', digest: '' } },
  prune: { keep: 7, needs: { bytes: 4096, inodes: 17 } },
  rollback: { oneShots: ['shot-3'] },
};

/** The same with nothing in the fields that may be empty. */
const sparse: typeof complete = {
  ...complete,
  bootstrap: { ...complete.bootstrap, plugin: undefined, buildxPlugin: undefined },
  confirm: { ...complete.confirm, facts: undefined },
  build: {
    built: [{ service: 'worker', builtBy: 'web', repository: 'site-web' }],
    pulled: [{ service: 'store', repository: 'site-store', pin: undefined, image: undefined, isMoved: false }],
    pullsBases: false,
    ...{ envOverlay: '', namesEnv: false },
  },
  proxy: { config: undefined },
  'serve-https': { config: undefined },
  certify: { ...complete.certify, email: undefined },
};

const run = {
  ...{
    expectCurrent: 'r0',
    holder: 'run 42',
    order: { workflow: 'o/r/deploy.yml', number: 42, commit: 'c0ffee' },
    lockWaitSeconds: 11,
    workSeconds: 3_000,
    token: 'f00d',
  },
  ...{ healthSeconds: 181, healthTimeoutSeconds: 240, drainSeconds: 75, minReadySeconds: 8, probeToken: 'probe-1' },
};

const native: HostNative = {
  ...{
    name: 'ehd-shop',
    folder: 'web',
    start: 'uwsgi --master',
    venv: '0123456789abcdef',
    python: 'python3.13',
    system_packages: ['gcc'],
  },
  workers: [{ name: 'queue', command: 'celery worker' }],
  ...{ requirements: ['requirements/deploy.txt'], packages: ['pyuwsgi==2.0.30.post1'] },
  ...{ static_command: 'python manage.py collectstatic', environment: { UWSGI_PROCESSES: '2' } },
  memory_max_bytes: 268_435_456,
};

/** What the runner writes for these steps, as the host gets it; `without` Docker or with. */
function documentOf(samples: typeof complete, without: HostNative | null = null): object {
  const text = { title: 'a title', because: 'a reason' };
  const steps = Object.entries(samples).map(([kind, sample]) => ({ kind, ...sample, ...text }) as HostStep);
  const plan = planOf(freshFacts());
  const rollback = steps.find(({ kind }) => kind === 'rollback') ?? plan.rollback;
  const job = hostJob(
    { ...plan, rollback },
    steps.filter(({ kind }) => kind !== 'rollback'),
    run,
  );
  return JSON.parse(JSON.stringify({ ...job, native: without })) as object;
}

interface Read {
  readonly values: readonly unknown[];
  readonly refused: string | null;
}

/** How the host program reads documents. */
function readByHost(documents: readonly object[]): readonly Read[] {
  const options = { input: JSON.stringify(documents), encoding: 'utf8' } as const;
  const { stdout, stderr } = spawnSync('python3', ['-BE', '__tests__/support/read_job.py'], options);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as readonly Read[];
}

/** The paths of all objects in a document, but for the one whose fields have names of the user's. */
function objectsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  const known = Object.entries(value).filter(([name]) => name !== 'environment');
  const below = known.flatMap(([name, inner]) => objectsIn(inner, [...path, name]));
  return Array.isArray(value) ? below : [path, ...below];
}

function leavesOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [value];
}

type Fields = Record<string, unknown>;

/** A copy of the document in which one object is changed. */
function changed(document: object, path: readonly string[], change: (fields: Fields) => void): object {
  const copy = structuredClone(document);
  change(path.reduce((fields, name) => fields[name] as Fields, copy as Fields));
  return copy;
}

function fieldsAt(document: object, path: readonly string[]): readonly string[] {
  return Object.keys(path.reduce((fields, name) => fields[name] as Fields, document as Fields));
}

describe('the job document that the runner writes', () => {
  const document = documentOf(complete, native);
  const objects = objectsIn(document);

  test('is read by the host program with every value that it has, for each kind of step', () => {
    const [read] = readByHost([document]);
    expect(read?.refused).toBeNull();
    expect(read?.values).toEqual(expect.arrayContaining([...leavesOf(document)]));
  });

  test('may have null in the fields that can be empty', () => {
    const documents = [documentOf(sparse), documentOf(sparse, { ...native, memory_max_bytes: null })];
    expect(readByHost(documents).map(({ refused }) => refused)).toEqual([null, null]);
  });

  test('is refused by the host program when a field is missing, whichever it is', () => {
    const cases = objects.flatMap((path) => fieldsAt(document, path).map((field) => ({ path, field })));
    expect(cases.length).toBeGreaterThan(60);
    const reads = readByHost(
      cases.map(({ path, field }) =>
        changed(document, path, (fields) => {
          Reflect.deleteProperty(fields, field);
        }),
      ),
    );
    const accepted = cases.filter(({ field }, at) => !reads[at]?.refused?.startsWith(`job: ${field} is not `));
    expect(accepted).toEqual([]);
  });

  test('is refused by the host program when an object has a field that it does not know', () => {
    const reads = readByHost(
      objects.map((path) =>
        changed(document, path, (fields) => {
          fields['newer'] = 1;
        }),
      ),
    );
    const accepted = objects.filter((_, at) => reads[at]?.refused !== 'job: newer is not known');
    expect(accepted).toEqual([]);
  });
});

test('the host prefers the same usual ports as the plan', () => {
  const program =
    "import json, sys; sys.path.insert(0, 'templates/host/program'); from readiness.entry import USUAL_PORTS; print(json.dumps(USUAL_PORTS))";
  const { stdout } = spawnSync('python3', ['-B', '-c', program], { encoding: 'utf8' });
  expect(JSON.parse(stdout)).toEqual(USUAL_PORTS);
});
