import { chmod, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { z } from 'zod';
import { removeRecords } from '../../../lab/demo/zone-records.js';
import { deploy } from '../../../lab/deploy.js';
import { execOnHost, resetHost } from '../../../lab/hosts.js';
import type { HostName } from '../../../lab/hosts/definition.js';
import { type Lab, type LabHost, openLab } from '../../../lab/lab.js';
import { fetchFromOutside, type OutsideAnswer, type OutsideOptions } from '../../../lab/outside.js';
import type { RunResult } from '../../../lab/runner.js';
import { oddFiles, script } from './odd-files.js';
import { hostileEnv } from './secrets.js';

const examples = fileURLToPath(new URL('../../../examples', import.meta.url));
const planSchema = z.object({
  release: z.string(),
  dryRun: z.boolean(),
  steps: z.array(z.object({ kind: z.string(), title: z.string(), because: z.string(), state: z.string() })),
  unchanged: z.array(z.string()),
  usage: z.object({ execs: z.number(), bytesSent: z.number(), bytesReceived: z.number() }),
});

/** The output `plan` of a run. */
export type PlanOutput = z.infer<typeof planSchema>;

/** Reads the output `plan`; throws when it is not the JSON that action.yml promises. */
export function planOf(run: RunResult): PlanOutput {
  return planSchema.parse(JSON.parse(run.outputs['plan'] ?? ''));
}

/** The kinds of step in a run's plan, in order. */
export function stepsOf(run: RunResult): readonly string[] {
  return planOf(run).steps.map(({ kind }) => kind);
}

/** What a site has of its own. */
export interface SiteOptions {
  /** Also the last part of its folder on the host. */
  readonly name: string;
  readonly root: string;
  /** A folder of examples/. */
  readonly example: string;
  /** Inputs of all its deploys. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** One site on a host of the lab, from a copy of an example that can be changed. */
export class StorySite {
  readonly #host: HostName;
  readonly name: string;
  readonly root: string;
  readonly env = hostileEnv();
  readonly #example: string;
  readonly #inputs: Readonly<Record<string, string>>;
  #opened: { readonly lab: Lab; readonly parent: string } | undefined;

  constructor(host: HostName, own: Partial<SiteOptions> = {}) {
    this.#host = host;
    this.name = own.name ?? `story-${host}`;
    this.root = own.root ?? `/home/ec2-user/${this.name}`;
    this.#example = path.join(examples, own.example ?? 'django');
    this.#inputs = own.inputs ?? {};
  }

  /**
   * Resets the host and the records, and makes the workspace: the example and a few files with odd names. Not new: the host and the
   * records stay as they are, for work on a single chapter; `resets: false` keeps only the host, for one more site on it.
   */
  async open({ isNew = true, resets = isNew }: { isNew?: boolean; resets?: boolean } = {}): Promise<void> {
    const lab = await openLab();
    this.#opened = { lab, parent: await mkdtemp(path.join(tmpdir(), 'story-')) };
    if (resets) await resetHost(this.#host);
    if (isNew) for (const name of this.names) await removeRecords(lab, name);
    await cp(this.#example, this.folder, { recursive: true, filter: (file) => !/__pycache__|\.sqlite3/.test(file) });
    await mkdir(path.join(this.folder, 'odd'));
    for (const [name, content] of oddFiles) await writeFile(path.join(this.folder, name), content);
    await chmod(path.join(this.folder, script), 0o755);
    await symlink('../manage.py', path.join(this.folder, 'odd', 'link'));
    await execa('git', ['init', '--quiet', '--initial-branch=main'], { cwd: this.folder });
    await this.commit();
  }

  async close(): Promise<void> {
    if (this.#opened !== undefined) await rm(this.#opened.parent, { recursive: true, force: true });
  }

  get lab(): Lab {
    if (this.#opened === undefined) throw new Error('The site is not open: its files were never made');
    return this.#opened.lab;
  }

  get host(): LabHost {
    return this.lab.hosts[this.#host];
  }

  get folder(): string {
    if (this.#opened === undefined) throw new Error('The site is not open: its files were never made');
    return path.join(this.#opened.parent, this.name);
  }

  get domain(): string {
    return `${this.name}.lab.test`;
  }

  get names(): readonly string[] {
    return [this.domain, `www.${this.domain}`];
  }

  /** Changes the workspace: a file's new content, or undefined to delete it. All is committed. */
  async change(files: Readonly<Record<string, string | undefined>>): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(this.folder, name);
      await (content === undefined ? rm(file) : writeFile(file, content));
    }
    await this.commit();
  }

  async commit(): Promise<void> {
    const author = ['-c', 'user.name=Lab', '-c', 'user.email=lab@lab.test'];
    await execa('git', ['add', '--all'], { cwd: this.folder });
    await execa('git', [...author, 'commit', '--quiet', '--allow-empty', '--message', 'A change'], {
      cwd: this.folder,
    });
  }

  /** One run of the step; inputs given win over the site's own. */
  deploy(
    inputs: Readonly<Record<string, string>> = {},
    onLine: (line: string) => void = () => undefined,
    env: Readonly<Record<string, string>> = {},
  ): Promise<RunResult> {
    const own = {
      aliases: 'www',
      env: JSON.stringify(this.env),
      'release-command': 'python manage.py migrate --noinput',
      ...this.#inputs,
    };
    return deploy({ lab: this.lab, folder: this.folder, host: this.#host, inputs: { ...own, ...inputs }, env, onLine });
  }

  /** What a shell script prints on the host, as root unless said otherwise. Throws with what it said when it fails. */
  async onHost(text: string, args: readonly string[] = [], user = 'root'): Promise<string> {
    const { exitCode, stdout, stderr } = await execOnHost(this.#host, ['sh', '-c', text, 'sh', ...args], { user });
    if (exitCode !== 0) throw new Error(`On the host, ${text} ended with ${exitCode}: ${stderr || stdout}`);
    return stdout;
  }

  /** The id of the one running container of a service. */
  async container(service: string): Promise<string> {
    const filters = [
      '--filter',
      `label=com.docker.compose.project=${this.name}`,
      '--filter',
      `label=com.docker.compose.service=${service}`,
    ];
    const ids = (await this.onHost('docker ps --quiet --no-trunc "$@"', filters)).split('\n').filter((id) => id !== '');
    const [id] = ids;
    if (id === undefined || ids.length > 1)
      throw new Error(`${ids.length} containers of ${service} are running, not one`);
    return id;
  }

  /** The release that `current` points at. */
  async current(): Promise<string> {
    return (await this.onHost('readlink "$1/current"', [this.root])).replace('releases/', '');
  }

  /** A page of the site, as a visitor sees it. */
  page(place = '/', options: OutsideOptions = {}): Promise<OutsideAnswer> {
    return fetchFromOutside(`https://${this.domain}${place}`, options);
  }
}
