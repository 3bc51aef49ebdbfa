import { digestOf } from '../../src/digest.js';
import type { HostJob } from '../../src/host/job.js';
import { hostSite } from '../../src/plan/host-site.js';
import { packedProgram } from '../../src/host/program-files.js';
import type { BundlePart } from '../../src/host/tar.js';
import { readTemplate } from '../../src/templates.js';
import { usualSite } from './usual-site.js';

/** A step to carry out: a name means the program's own; a text stands in for it. */
export type TestStep = string | { readonly name: string; readonly text: string };

export interface Deployment {
  readonly steps: readonly TestStep[];
  readonly parts?: readonly BundlePart[];
  /** Parts of the job document that are not the usual ones. */
  readonly job?: Partial<Pick<HostJob, 'release' | 'expected_release' | 'services' | 'native'>> & {
    readonly site?: Partial<HostJob['site']>;
    readonly app?: Partial<HostJob['app']>;
    readonly run?: Partial<HostJob['run']>;
  };
  /** What steps carry, by their kind. */
  readonly data?: Readonly<Record<string, object>>;
  /** Seconds that steps may take, where they are not the usual 600. */
  readonly limits?: Readonly<Record<string, number>>;
  /** What puts the release before back when `up` has failed. */
  readonly rollback?: string;
  /** The host has the program from a run before. */
  readonly isKept?: boolean;
}

const usualRun = {
  ...{ holder: 'run 1', order: null, token: 'f00d', lock_wait_seconds: 20, work_seconds: 600, health_seconds: 6 },
  ...{ health_timeout_seconds: null, drain_seconds: null, min_ready_seconds: 0 },
  may_install: false,
};

/** Lets a step of the program meet a disk on which no file can grow any more: the kernel's limit on the size of files says so. */
export function fullDisk(step: string): BundlePart {
  const content = readTemplate(`host/program/steps/${step}.py`);
  const limited = content.replace(
    'def run(context: Context) -> None:\n',
    'def run(context: Context) -> None:\n    import resource\n    resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1))\n',
  );
  return { path: `program/steps/${step}.py`, mode: 0o644, content: limited };
}

function jobOf({ steps, job = {}, data = {}, limits = {} }: Deployment, root: string): HostJob {
  const usual: Readonly<Record<string, object>> = {
    up: { one_shots: [] },
    env: { place: 'tree' },
    files: { source: 'upload', sha: '', unfinished: '' },
    build: { built: [], pulled: [], pull_bases: false, names_env: false, pull_seconds: 60 },
    prune: { keep: 5, needed_bytes: 0, needed_inodes: 0 },
    proxy: { hsts_seconds: 0 },
    'serve-https': { hsts_seconds: 0 },
  };
  const step = (kind: string) => ({ kind, limit_seconds: limits[kind] ?? 600, ...usual[kind], ...data[kind] });
  return {
    site: { ...hostSite(usualSite(root)), ...job.site },
    app: {
      ...{
        service: 'app',
        ports: [9000],
        sure_ports: true,
        protocol: 'uwsgi',
        health_path: '/',
        replicas: 1,
        start_first: false,
      },
      ...job.app,
    },
    run: { ...usualRun, ...job.run },
    native: job.native ?? null,
    release: job.release ?? '20261122T100000Z-1a2b3c4',
    expected_release: job.expected_release ?? '',
    services: job.services ?? ['app', 'edge', 'proxy', 'seed'],
    steps: steps.map((name) => step(typeof name === 'string' ? name : name.name)) as HostJob['steps'],
    rollback: { one_shots: [], limit_seconds: limits['rollback'] ?? 600, ...data['rollback'], kind: 'rollback' },
  };
}

/** What a run sends for a deployment. */
export function bundleOf(deployment: Deployment, root: string): readonly BundlePart[] {
  const { steps, parts = [], rollback } = deployment;
  const text = (path: string, content: string): BundlePart => ({ path, mode: 0o644, content });
  const standIns = steps.filter((step) => typeof step !== 'string');
  // A rollback does nothing in a test of something else.
  const isOwn = rollback === undefined && (steps.includes('up') || steps.includes('rollback'));
  const all = isOwn ? standIns : [...standIns, { name: 'rollback', text: rollback ?? 'exit 0' }];
  const changed = [
    ...all.map((step) => text(`program/steps/${step.name.replaceAll('-', '_')}.py`, shellStep(step.text))),
    ...parts.filter(isModule),
  ];
  const program = withModules(packedProgram(readTemplate), changed);
  const at = JSON.stringify({ path: `${root}/program.json`, sha256: digestOf(program) });
  return [
    ...['start.sh', 'start.py'].map((path) => text(path, readTemplate(`host/${path}`))),
    deployment.isKept === true ? text('program-at', at) : text('program.json', program),
    { path: 'job.json', mode: 0o600, content: JSON.stringify(jobOf(deployment, root)) },
    ...parts.filter((part) => !isModule(part)),
  ];
}

function isModule({ path }: BundlePart): boolean {
  return path.startsWith('program/');
}

/** The program with some of its modules in another form. */
function withModules(packed: string, changed: readonly BundlePart[]): string {
  const texts = changed.map((part) => [part.path.replace('program/', ''), 'content' in part ? part.content : '']);
  return JSON.stringify({ ...(JSON.parse(packed) as object), ...(Object.fromEntries(texts) as object) });
}

/** What a test's own step finds: the names of the run, and how a step reports. */
const PRELUDE = `
event() { printf '{"event":"%s","step":"%s","text":"%s"}\\n' "$1" "$STEP" "$2" >&3; }
waiting_for() { event waiting "$1"; }
fail() {
  text=$(printf '%s' "$2" | python3 -c 'import json, sys; print(json.dumps(sys.stdin.read()))')
  printf '{"event":"failure","step":"%s","code":"%s","text":%s}\\n' "$STEP" "$1" "$text" >&3
  exit 1
}
`;

/** A module that runs a shell text in the place of a step. */
function shellStep(text: string): string {
  return `import os

TEXT = ${JSON.stringify(PRELUDE + text)}

def run(context):
    names = {"ROOT": context.job.site.root, "RELEASE": context.job.release, "BUNDLE": context.bundle, "STEP": os.environ["STEP"]}
    os.execvpe("sh", ["sh", "-c", TEXT], {**os.environ, **names})
`;
}
