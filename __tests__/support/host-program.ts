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
import { parseEvent, type HostEvent } from '../../src/host/events.js';
import { bundleOf, type Deployment } from './host-bundle.js';
import { quote } from '../../src/ssh/quote.js';
import { receiveProgram, sentBundle } from '../../src/host/receive.js';
import { readTemplate } from '../../src/templates.js';
import { end, processesOf } from './processes.js';

/** What `sh` is on a host: dash on Debian and Ubuntu, bash on Amazon Linux. For what is about a shell program; a step is Python. */
export const SHELLS = ['dash', 'bash'] as const;

export type { Deployment, TestStep } from './host-bundle.js';

export interface Deployed {
  /** What arrived, line by line. */
  readonly lines: readonly string[];
  readonly events: readonly HostEvent[];
  /** Texts of the log events. */
  readonly log: readonly string[];
  readonly failure: { readonly code: string; readonly text: string } | undefined;
  readonly done: string | undefined;
}

/** A user without rights, on every system. */
const NOBODY = 65_534;

/** A machine as far as the host programs see one: a home, a place for the site, and the programs that they call. */
export class TestHost {
  readonly folder = mkdtempSync(join(tmpdir(), 'host-program-'));
  /** With a space in it, so that a missing quote shows. */
  readonly home = join(this.folder, 'the home');
  readonly root = join(this.folder, 'srv/site');

  #uid: number | undefined;

  constructor(shell: (typeof SHELLS)[number]) {
    for (const made of [this.home, this.root, join(this.folder, 'bin'), join(this.folder, 'calls')]) {
      mkdirSync(made, { recursive: true });
    }
    const real = ['/bin', '/usr/bin'].map((place) => join(place, shell)).find(existsSync);
    if (real === undefined) throw new Error(`This test needs ${shell}: apt-get install ${shell}`);
    symlinkSync(real, join(this.folder, 'bin/sh'));
    // Nothing of this machine may be reached by a program under test.
    for (const name of ['docker', 'docker-compose', 'crontab', 'systemctl', 'ss', 'dmesg']) this.stub(name, 'exit 97');
    this.stub('sudo', 'while [ "$1" = -n ] || [ "$1" = -u ]; do [ "$1" = -n ] || shift; shift; done\nexec "$@"');
  }

  /** Puts a program on the PATH. Its calls are kept, an argument list a line. */
  stub(name: string, body: string): void {
    const file = join(this.folder, 'bin', name);
    const record = `printf '%s\\n' "$*" >>${quote(join(this.folder, 'calls', name))}`;
    writeFileSync(file, `#!/bin/sh\n${record}\n${body}\n`);
    chmodSync(file, 0o755);
  }

  /** From now on programs that are run to their end are those of a user who is not root. */
  dropRoot(): void {
    if (process.getuid?.() !== 0) return;
    this.#uid = NOBODY;
    const given = spawnSync('chown', ['--recursive', `${NOBODY}:${NOBODY}`, this.folder], { encoding: 'utf8' });
    if (given.status !== 0) throw new Error(given.stderr);
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
      ...(this.#uid === undefined ? {} : { uid: this.#uid, gid: this.#uid }),
    });
  }

  /** Runs a text in Python with this host's PATH, as a part of the host program: what it prints. Throws if it fails. */
  python(text: string): string {
    const env = { ...this.#env(), PYTHONPATH: 'templates/host/program', PYTHONDONTWRITEBYTECODE: '1' };
    const run = spawnSync('python3', ['-c', text], { env, encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
    return run.stdout.trimEnd();
  }

  /** Sends a bundle as a run does, and follows it. */
  start(deployment: Deployment): ChildProcess {
    const child = spawn(join(this.folder, 'bin/sh'), ['-c', receiveProgram(readTemplate)], {
      env: this.#env(),
      cwd: this.home,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    sentBundle(bundleOf(deployment, this.root), { mtime: new Date(0) }).pipe(child.stdin);
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
    // The engine's socket of this machine is not for programs under test.
    const DOCKER_HOST = 'unix:///nowhere/docker.sock';
    return { HOME: this.home, PATH: `${join(this.folder, 'bin')}:/usr/bin:/bin`, DOCKER_HOST };
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
