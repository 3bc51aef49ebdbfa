import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deploy } from '../../lab/deploy.js';
import { execOnHost } from '../../lab/hosts.js';
import type { HostName } from '../../lab/hosts/definition.js';
import { openLab, type Lab } from '../../lab/lab.js';
import type { RunResult } from '../../lab/runner.js';

/** A repository of a test, and what a host of the lab makes of it. */
export class LabStack {
  readonly name: string;
  readonly host: HostName;
  readonly inputs: Readonly<Record<string, string>>;
  #lab: Lab | undefined;
  #parent = '';

  /** `name` is the repository's, and with it the site's: its default path is ~/<name>. */
  constructor(name: string, host: HostName, inputs: Readonly<Record<string, string>> = {}) {
    this.name = name;
    this.host = host;
    this.inputs = { 'app-port': '8000', 'app-protocol': 'http', ...inputs };
  }

  async open(files: Readonly<Record<string, string>>): Promise<void> {
    this.#lab = await openLab();
    this.#parent = await mkdtemp(path.join(tmpdir(), 'lab-stack-'));
    await this.change(files);
  }

  async close(): Promise<void> {
    if (this.#parent !== '') await rm(this.#parent, { recursive: true, force: true });
  }

  get folder(): string {
    return path.join(this.#parent, this.name);
  }

  get root(): string {
    return `/home/ec2-user/${this.name}`;
  }

  /** Writes files of the repository; undefined removes one. */
  async change(files: Readonly<Record<string, string | undefined>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await (text === undefined ? rm(file) : writeFile(file, text));
    }
  }

  /** `env` are variables of the job. */
  deploy(
    inputs: Readonly<Record<string, string>> = {},
    env: Readonly<Record<string, string>> = {},
  ): Promise<RunResult> {
    if (this.#lab === undefined) throw new Error('The stack is not open: its files were never made');
    return deploy({ lab: this.#lab, folder: this.folder, host: this.host, inputs: { ...this.inputs, ...inputs }, env });
  }

  /** What a script prints on the host, as root unless said otherwise. Throws with what it said when it fails. */
  async onHost(script: string, user = 'root'): Promise<string> {
    const { exitCode, stdout, stderr } = await execOnHost(this.host, ['sh', '-c', script], { user });
    if (exitCode !== 0) throw new Error(`On the host, ${script} ended with ${exitCode}: ${stderr || stdout}`);
    return stdout.trim();
  }

  /** What a script prints in the running container of a service. */
  async inService(service: string, script: string, project = this.name): Promise<string> {
    const labels = `label=com.docker.compose.project=${project} --filter label=com.docker.compose.service=${service}`;
    const { exitCode, stdout, stderr } = await execOnHost(this.host, [
      ...['sh', '-c', `exec docker exec $(docker ps -q --filter ${labels} | head -n 1) sh -c "$1"`, 'sh', script],
    ]);
    if (exitCode !== 0) throw new Error(`In ${service}, ${script} ended with ${exitCode}: ${stderr || stdout}`);
    return stdout.trim();
  }
}

/** The steps of a run's plan: kind and reason. */
export function planSteps(result: RunResult): readonly { readonly kind: string; readonly because: string }[] {
  const plan = JSON.parse(result.outputs['plan'] ?? '{"steps":[]}') as {
    readonly steps: readonly { readonly kind: string; readonly because: string }[];
  };
  return plan.steps;
}
