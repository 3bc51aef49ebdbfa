import { assignments } from '../../src/host/assignments.js';
import type { HostJob } from '../../src/host/job.js';
import { programModules, withoutComments } from '../../src/host/program-files.js';
import type { BundlePart } from '../../src/host/tar.js';
import { hasTemplate, readTemplate } from '../../src/templates.js';

/** A step to carry out: a name means the program's own; a text stands in for it. */
export type TestStep = string | { readonly name: string; readonly text: string };

export interface Deployment {
  readonly steps: readonly TestStep[];
  /** Values besides the usual ones of a test. */
  readonly values?: Readonly<Record<string, string>>;
  readonly parts?: readonly BundlePart[];
  /** Parts of the job document that are not the usual ones. */
  readonly job?: Partial<Pick<HostJob, 'release' | 'expected_release'>> & {
    readonly site?: Partial<HostJob['site']>;
    readonly app?: Partial<HostJob['app']>;
    readonly run?: Partial<HostJob['run']>;
  };
  /** What steps carry, by their kind. */
  readonly data?: Readonly<Record<string, object>>;
  /** Lines `STEP SECONDS`. */
  readonly limits?: string;
  /** What puts the release before back when `up` has failed. */
  readonly rollback?: string;
}

/** A step that is written in shell; undefined: it is written in Python, and part of the program. */
function shellStep(name: string): string | undefined {
  const file = `host/steps/${name}.sh`;
  return hasTemplate(file) ? withoutComments(readTemplate(file)) : undefined;
}

const usualSite = {
  ...{ project: 'site', proxy_service: 'edge', has_own_proxy: false, certificate_name: 'a.example.com' },
  ...{ certificate_volume: 'site_certificates', certbot_service: 'certbot', certbot_webroot: '/var/www/acme' },
  ...{ webroot_volume: 'site_acme-webroot', cron_mark: '# ec2-https-deploy (site)' },
};
const usualRun = {
  ...{ holder: 'run 1', token: 'f00d', lock_wait_seconds: 20, work_seconds: 600, health_seconds: 6 },
  may_install: false,
};

const PROGRAMS = ['start', 'lib', 'remember', 'remembered', 'pull'].map((name) => `${name}.sh`);

/** Where a test host has its site, and its engine. */
interface Place {
  readonly root: string;
  readonly engineAt: Readonly<Record<string, string>>;
}

function jobOf({ steps, job = {}, data = {}, values = {} }: Deployment, root: string): HostJob {
  const usual: Readonly<Record<string, object>> = { up: { one_shots: [] } };
  const step = (kind: string) => ({ kind, limit_seconds: 600, ...usual[kind], ...data[kind] });
  return {
    site: { ...usualSite, root: root, ...job.site },
    app: { service: 'app', port: 9000, protocol: 'uwsgi', replicas: 1, start_first: false, ...job.app },
    run: { ...usualRun, ...job.run },
    release: job.release ?? values['RELEASE'] ?? '20261122T100000Z-1a2b3c4',
    expected_release: job.expected_release ?? values['EXPECT_CURRENT'] ?? '',
    steps: steps.map((name) => step(typeof name === 'string' ? name : name.name)) as HostJob['steps'],
    rollback: { one_shots: [], limit_seconds: 600, ...data['rollback'], kind: 'rollback' },
  };
}

/** What a run sends for a deployment. */
export function bundleOf(deployment: Deployment, { root, engineAt }: Place): readonly BundlePart[] {
  const { steps, values = {}, parts = [], limits = '', rollback } = deployment;
  const own = steps.includes('up') ? shellStep('rollback') : 'exit 0';
  const text = (path: string, content: string): BundlePart => ({ path, mode: 0o644, content });
  const usual = {
    ...{ ROOT: root, PROJECT: 'site', RELEASE: '20261122T100000Z-1a2b3c4', EXPECT_CURRENT: '', RUN: 'run 1' },
    ...{
      LOCK_WAIT_SECONDS: '20',
      RUN_SECONDS: '600',
      RUN_TOKEN: 'f00d',
      PULL_SECONDS: '60',
      HEALTH_SECONDS: '6',
      SOURCE: 'upload',
      GIT_SHA: '',
      ENV_PLACE: 'tree',
      EDGE_SERVICE: 'edge',
    },
    ...{ APP_SERVICE: 'app', APP_PORT: '9000', APP_REPLICAS: '1', ROLLING: 'no', OWN_EDGE: 'no' },
    ...{ HSTS_SECONDS: '0', CERTBOT_SERVICE: 'certbot', CERTIFICATE_NAME: 'a.example.com' },
    ...{ WEBROOT_VOLUME: 'site_acme-webroot', CERTIFICATE_VOLUME: 'site_certificates', ...engineAt },
    ...{ CRON_MARK: '# ec2-https-deploy (site)', KEEP_RELEASES: '5', ...values },
  };
  return [
    ...PROGRAMS.map((name) => text(name, withoutComments(readTemplate(`host/${name}`)))),
    ...programModules(readTemplate).map(({ path, content }) => text(path, content)),
    text('job.json', JSON.stringify(jobOf(deployment, root))),
    ...(steps.includes('rollback') || (rollback ?? own) === undefined
      ? []
      : [text('steps/rollback.sh', rollback ?? own ?? '')]),
    text('limits', limits),
    ...steps.flatMap((step) => {
      if (typeof step !== 'string') return [text(`steps/${step.name}.sh`, step.text)];
      const shell = shellStep(step);
      return shell === undefined ? [] : [text(`steps/${step}.sh`, shell)];
    }),
    text('steps.list', steps.map((step) => `${typeof step === 'string' ? step : step.name}\n`).join('')),
    { path: 'vars', mode: 0o600, content: assignments(usual) },
    ...parts,
  ];
}
