import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deploy } from '../../lab/deploy.js';
import type { HostName } from '../../lab/hosts/definition.js';
import { execOnHost } from '../../lab/hosts.js';
import type { Lab } from '../../lab/lab.js';
import type { RunResult } from '../../lab/runner.js';
import type { Span } from '../load/figures.js';

/** One of the folders of lab/bench/sites. */
export type SiteName = 'load-uwsgi' | 'load-http';

const clearProgram = fileURLToPath(new URL('clear-host.sh', import.meta.url));
const sites = fileURLToPath(new URL('../sites/', import.meta.url));

/** A copy of a site that can be changed, deployed by the action to one host. */
export class LoadSite implements AsyncDisposable {
  readonly #lab: Lab;
  readonly #inputs: Record<string, string>;
  readonly host: HostName;
  readonly name: SiteName;
  readonly domain: string;
  readonly folder: string;

  private constructor(options: { lab: Lab; host: HostName; name: SiteName; folder: string }) {
    this.#lab = options.lab;
    this.host = options.host;
    this.name = options.name;
    this.folder = options.folder;
    this.domain = `load-${options.host}.${options.lab.route53.zone}`;
    const http = { 'app-protocol': 'http', 'app-port': '8000' };
    this.#inputs = { domain: this.domain, ...(options.name === 'load-http' ? http : {}) };
  }

  static async open(lab: Lab, host: HostName, name: SiteName): Promise<LoadSite> {
    const folder = path.join(await mkdtemp(path.join(tmpdir(), 'load-site-')), name);
    await mkdir(folder);
    await cp(path.join(sites, name), folder, { recursive: true });
    return new LoadSite({ lab, host, name, folder });
  }

  /** Writes a file of the repository. */
  async write(name: string, text: string): Promise<void> {
    await writeFile(path.join(this.folder, name), text);
  }

  /** Changes the code: the site's pages say this release from the next deploy on. */
  async release(name: string): Promise<void> {
    await this.write('release.txt', `${name}\n`);
  }

  /** Sets inputs for this deploy and all later ones. */
  set(inputs: Readonly<Record<string, string>>): void {
    Object.assign(this.#inputs, inputs);
  }

  /** Deploys and gives the span from the end of the build, where there was one, to the last change on the host. Throws unless it ends as expected. */
  async deploy(expected: 'well' | 'refused' = 'well'): Promise<Span> {
    const log: { readonly at: number; readonly line: string }[] = [];
    const onLine = (line: string): void => void log.push({ at: Date.now(), line });
    const from = Date.now();
    const result = await deploy({ lab: this.#lab, folder: this.folder, host: this.host, inputs: this.#inputs, onLine });
    this.#check(result, expected);
    const when = (text: RegExp): number | undefined => log.find(({ line }) => text.test(line))?.at;
    return { from: when(/✓ build\b/) ?? when(/▸ /) ?? from, to: when(/^Verify/) ?? Date.now() };
  }

  #check({ exitCode, outputs, log }: RunResult, expected: 'well' | 'refused'): void {
    const ended = exitCode === 0 ? 'well' : 'refused';
    if (ended !== expected)
      throw new Error(`The deploy ended ${ended}, not ${expected}:\n${log.split('\n').slice(-25).join('\n')}`);
    if (expected === 'well' && outputs['changed'] !== 'true')
      throw new Error('The deploy found nothing to do: there was no event');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(path.dirname(this.folder), { recursive: true, force: true });
  }
}

/** Takes everything off a host that earlier sites left; images and the build's cache stay, so that the next one is up soon. */
export async function clearHost(host: HostName): Promise<void> {
  const { exitCode, stderr } = await execOnHost(host, ['sh', '-s'], { input: await readFile(clearProgram, 'utf8') });
  if (exitCode !== 0) throw new Error(`The host could not be cleared: ${stderr}`);
}
