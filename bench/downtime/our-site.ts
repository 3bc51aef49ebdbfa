import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deploy } from '../../lab/deploy.js';
import type { HostName } from '../../lab/hosts/definition.js';
import { execOnHost } from '../../lab/hosts.js';
import type { Lab } from '../../lab/lab.js';
import { endOf } from '../ours/action.js';

/** A folder of bench/sites. */
export type SiteName = 'load-uwsgi' | 'load-http';

const clearProgram = fileURLToPath(new URL('clear-host.sh', import.meta.url));
/** The folder of the load sites. */
export const sites = fileURLToPath(new URL('../sites/', import.meta.url));

const http = { 'app-protocol': 'http', 'app-port': '8000' } as const;

/** A copy of a site that may be changed, deployed by the action to one host. */
export class OurSite implements AsyncDisposable {
  readonly #lab: Lab;
  readonly #inputs: Record<string, string>;
  readonly host: HostName;
  readonly address: string;
  readonly domain: string;
  readonly folder: string;

  private constructor(options: { lab: Lab; host: HostName; folder: string; inputs: Readonly<Record<string, string>> }) {
    this.#lab = options.lab;
    this.host = options.host;
    this.address = options.lab.hosts[options.host].address;
    this.folder = options.folder;
    this.domain = `load-${options.host}.${options.lab.route53.zone}`;
    this.#inputs = { domain: this.domain, ...options.inputs };
  }

  static async open(
    lab: Lab,
    host: HostName,
    name: SiteName,
    inputs: Readonly<Record<string, string>> = name === 'load-http' ? http : {},
  ): Promise<OurSite> {
    const folder = path.join(await mkdtemp(path.join(tmpdir(), 'load-site-')), name);
    await mkdir(folder);
    await cp(path.join(sites, name), folder, { recursive: true });
    return new OurSite({ lab, host, folder, inputs });
  }

  /** Writes a file of the repository. */
  async write(name: string, text: string): Promise<void> {
    await writeFile(path.join(this.folder, name), text);
  }

  /** Changes the code: from the next deploy on the site's pages name this release. */
  async release(name: string): Promise<void> {
    await this.write('release.txt', `${name}\n`);
  }

  /** Sets inputs for this deploy and all later ones. */
  set(inputs: Readonly<Record<string, string>>): void {
    Object.assign(this.#inputs, inputs);
  }

  /** Deploys. Throws unless it ends as expected, and changes something. */
  async deploy(expected: 'success' | 'failure' = 'success'): Promise<void> {
    const run = await deploy({ lab: this.#lab, folder: this.folder, host: this.host, inputs: this.#inputs });
    const ended = run.exitCode === 0 ? 'success' : 'failure';
    if (ended !== expected) throw new Error(`The deploy ended in ${ended}, expected ${expected}:\n${endOf(run)}`);
    if (expected === 'success' && run.outputs['changed'] !== 'true')
      throw new Error('The deploy changed nothing: there was no event');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(path.dirname(this.folder), { recursive: true, force: true });
  }
}

/** Removes everything that earlier sites left on a host; images and the build cache stay, so that the next one starts soon. */
export async function clearHost(host: HostName): Promise<void> {
  const { exitCode, stderr } = await execOnHost(host, ['sh', '-s'], { input: await readFile(clearProgram, 'utf8') });
  if (exitCode !== 0) throw new Error(`The host could not be cleared: ${stderr}`);
}
