import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { assignments } from '../../src/host/assignments.js';
import { parseEvent, type HostEvent } from '../../src/host/events.js';
import { programModules, withoutComments } from '../../src/host/program-files.js';
import { quote } from '../../src/ssh/quote.js';
import { packBundle, type BundlePart } from '../../src/host/tar.js';
import type { HostJob } from '../../src/host/job.js';
import { hasTemplate, readTemplate } from '../../src/templates.js';
import { end, processesOf } from './processes.js';

/** What `sh` is on a host: dash on Debian and Ubuntu, bash on Amazon Linux. */
export const SHELLS = ['dash', 'bash'] as const;

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

const PROGRAMS = [
  'start',
  'lib',
  'health',
  'edge',
  'one-shots',
  'roll',
  'stand-in',
  'remember',
  'remembered',
  'pull',
].map((name) => `${name}.sh`);

export interface Deployed {
  /** What arrived, line by line. */
  readonly lines: readonly string[];
  readonly events: readonly HostEvent[];
  /** Texts of the log events. */
  readonly log: readonly string[];
  readonly failure: { readonly code: string; readonly text: string } | undefined;
  readonly done: string | undefined;
}

/** A machine as far as the host programs see one: a home, a place for the site, and the programs that they call. */
export class TestHost {
  readonly folder = mkdtempSync(join(tmpdir(), 'host-program-'));
  /** With a space in it, so that a missing quote shows. */
  readonly home = join(this.folder, 'the home');
  readonly root = join(this.folder, 'srv/site');

  /** Where the programs look for Docker's engine: there is none, until a test puts one there. */
  readonly engineAt = {
    ENGINE_PID_FILE: join(this.folder, 'docker.pid'),
    ENGINE_SOCKET: join(this.folder, 'docker.sock'),
  };

  constructor(shell: (typeof SHELLS)[number]) {
    for (const made of [this.home, this.root, join(this.folder, 'bin'), join(this.folder, 'calls')]) {
      mkdirSync(made, { recursive: true });
    }
    const real = ['/bin', '/usr/bin'].map((place) => join(place, shell)).find(existsSync);
    if (real === undefined) throw new Error(`This test needs ${shell}: apt-get install ${shell}`);
    symlinkSync(real, join(this.folder, 'bin/sh'));
    // Nothing of this machine may be reached by a program under test.
    for (const name of ['docker', 'docker-compose', 'crontab', 'systemctl', 'ss']) this.stub(name, 'exit 97');
    this.stub('sudo', 'while [ "$1" = -n ] || [ "$1" = -u ]; do [ "$1" = -n ] || shift; shift; done\nexec "$@"');
  }

  /** Puts a program on the PATH. Its calls are kept, an argument list a line. */
  stub(name: string, body: string): void {
    const file = join(this.folder, 'bin', name);
    const record = `printf '%s\\n' "$*" >>${quote(join(this.folder, 'calls', name))}`;
    writeFileSync(file, `#!/bin/sh\n${record}\n${body}\n`);
    chmodSync(file, 0o755);
  }

  /** The argument lists with which a stub was called since the last look. */
  calls(name: string): readonly string[] {
    const file = join(this.folder, 'calls', name);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    rmSync(file, { force: true });
    return text.split('\n').slice(0, -1);
  }

  /** A file below the site's folder: its text. */
  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  write(path: string, text: string, mode = 0o644): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
    chmodSync(join(this.root, path), mode);
  }

  /** Lays down a release that is running. */
  release(
    name: string,
    files: Readonly<Record<string, string>> = {},
    inRecord: Readonly<Record<string, string>> = {},
  ): void {
    const record = { manifest: '', 'compose-files': 'compose.yml', 'compose-folder': '' };
    for (const [path, text] of Object.entries(record)) {
      this.write(`records/${name}/${path}`, text);
    }
    mkdirSync(join(this.root, 'releases', name), { recursive: true });
    for (const [path, text] of Object.entries(files)) this.write(`releases/${name}/${path}`, text);
    for (const [path, text] of Object.entries(inRecord)) this.write(`records/${name}/${path}`, text);
    this.write('project', 'site\n');
    rmSync(join(this.root, 'current'), { force: true });
    symlinkSync(`releases/${name}`, join(this.root, 'current'));
  }

  /** Takes away a file or link below the site's folder. */
  unlink(path: string): void {
    rmSync(join(this.root, path), { force: true });
  }

  /** Runs a program file to its end, with this host's PATH. */
  run(args: readonly string[], input = '', values: Readonly<Record<string, string>> = {}) {
    return spawnSync(join(this.folder, 'bin/sh'), args, {
      env: { ...this.#env(), ...values },
      input,
      encoding: 'utf8',
    });
  }

  /** Sends a bundle as a run does, and follows it. */
  start(deployment: Deployment): ChildProcess {
    const child = spawn(join(this.folder, 'bin/sh'), ['-c', readTemplate('host/receive.sh').trimEnd()], {
      env: this.#env(),
      cwd: this.home,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    packBundle(this.#parts(deployment), { mtime: new Date(0) }).pipe(child.stdin);
    return child;
  }

  async deploy(deployment: Deployment): Promise<Deployed> {
    return await this.follow(this.start(deployment));
  }

  async follow(child: ChildProcess): Promise<Deployed> {
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    await once(child, 'close');
    const lines = Buffer.concat(chunks).toString('utf8').split('\n');
    const events = lines.map(parseEvent).filter((event) => event !== undefined);
    return {
      lines,
      events,
      log: events.flatMap((event) => (event.event === 'log' ? [event.text] : [])),
      failure: events.find((event) => event.event === 'failure'),
      done: events.find((event) => event.event === 'done')?.text,
    };
  }

  /** Bundles that still lie in the home folder. */
  bundles(): readonly string[] {
    return readdirSync(this.home).filter((name) => name.startsWith('.ec2-https-deploy.'));
  }

  [Symbol.dispose](): void {
    // What a deploy leaves to go on by itself would put files into folders that are being removed.
    const own = `HOME=${this.home}`;
    for (let still = processesOf(own); still.length > 0; still = processesOf(own)) still.forEach(end);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Whether no program of this host runs any more. */
  isIdle(): boolean {
    return processesOf(`HOME=${this.home}`).length === 0;
  }

  #env(): Readonly<Record<string, string>> {
    return { HOME: this.home, PATH: `${join(this.folder, 'bin')}:/usr/bin:/bin` };
  }

  #job({ steps, job = {}, data = {} }: Deployment): HostJob {
    const step = (kind: string) => ({ kind, limit_seconds: 600, ...data[kind] });
    return {
      site: { ...usualSite, root: this.root, ...job.site },
      app: { service: 'app', port: 9000, protocol: 'uwsgi', replicas: 1, start_first: false, ...job.app },
      run: { ...usualRun, ...job.run },
      release: job.release ?? '20261122T100000Z-1a2b3c4',
      expected_release: job.expected_release ?? '',
      steps: steps.map((name) => step(typeof name === 'string' ? name : name.name)) as HostJob['steps'],
      rollback: { one_shots: [], limit_seconds: 600, ...data['rollback'], kind: 'rollback' },
    };
  }

  #parts(deployment: Deployment): readonly BundlePart[] {
    const { steps, values = {}, parts = [], limits = '', rollback } = deployment;
    const own = steps.includes('up') ? shellStep('rollback') : 'exit 0';
    const text = (path: string, content: string): BundlePart => ({ path, mode: 0o644, content });
    const usual = {
      ...{ ROOT: this.root, PROJECT: 'site', RELEASE: '20261122T100000Z-1a2b3c4', EXPECT_CURRENT: '', RUN: 'run 1' },
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
      ...{ WEBROOT_VOLUME: 'site_acme-webroot', CERTIFICATE_VOLUME: 'site_certificates', ...this.engineAt },
      ...{ CRON_MARK: '# ec2-https-deploy (site)', KEEP_RELEASES: '5', ...values },
    };
    return [
      ...PROGRAMS.map((name) => text(name, withoutComments(readTemplate(`host/${name}`)))),
      ...programModules(readTemplate).map(({ path, content }) => text(path, content)),
      text('job.json', JSON.stringify(this.#job(deployment))),
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
}

/** Waits until something holds; throws after ten seconds. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (holds()) return;
    await sleep(50);
  }
  throw new Error(`Waited ten seconds in vain for: ${what}`);
}
