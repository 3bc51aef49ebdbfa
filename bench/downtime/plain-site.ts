import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureLeaf } from '../../lab/authority.js';
import { docker } from '../../lab/docker.js';
import { containerOf, type HostName } from '../../lab/hosts/definition.js';
import { execOnHost } from '../../lab/hosts.js';
import type { SiteName } from './our-site.js';

const sites = fileURLToPath(new URL('../sites/', import.meta.url));
const stack = fileURLToPath(new URL('plain-site/', import.meta.url));
const onHost = '/srv/plain';

/** The same site the way most people run it: files copied to the host, then `docker compose up -d --build`. */
export class PlainSite implements AsyncDisposable {
  readonly host: HostName;
  readonly domain: string;
  readonly folder: string;

  private constructor(host: HostName, domain: string, folder: string) {
    this.host = host;
    this.domain = domain;
    this.folder = folder;
  }

  static async open(host: HostName, name: SiteName, domain: string): Promise<PlainSite> {
    const folder = await mkdtemp(path.join(tmpdir(), 'load-plain-'));
    const site = new PlainSite(host, domain, folder);
    await cp(path.join(sites, name), folder, { recursive: true });
    await cp(path.join(stack, 'compose.yaml'), path.join(folder, 'compose.yaml'));
    const pass = await readFile(path.join(stack, `${name}.conf`), 'utf8');
    const frame = await readFile(path.join(stack, 'proxy.conf'), 'utf8');
    await mkdir(path.join(folder, 'proxy'));
    await site.write('proxy/site.conf', frame.replace('{{domain}}', domain).replace('{{pass}}', pass));
    await site.write('.env', 'SETTING=first\n');
    const leaf = await ensureLeaf('load', [domain], () => undefined);
    await cp(leaf.folder, path.join(folder, 'certificate'), { recursive: true });
    return site;
  }

  /** Writes a file of the stack. */
  async write(name: string, text: string): Promise<void> {
    await writeFile(path.join(this.folder, name), text);
  }

  /** Changes a file of the stack. Throws if the text is not in it. */
  async change(name: string, text: string, by: string): Promise<void> {
    const before = await readFile(path.join(this.folder, name), 'utf8');
    if (!before.includes(text)) throw new Error(`"${text}" is not in ${name}`);
    await this.write(name, before.replace(text, by));
  }

  /** Copies the files and brings the stack up. */
  async up(): Promise<void> {
    await this.#copy();
    await this.#compose(['up', '--detach', '--build']);
  }

  /** For changes that `up` does not notice: files that are mounted into nginx. */
  async restartProxy(): Promise<void> {
    await this.#copy();
    await this.#compose(['restart', 'proxy']);
  }

  /** Waits until the app has answered through nginx. Throws after half a minute. */
  async untilHealthy(): Promise<void> {
    const retries = ['--retry', '30', '--retry-all-errors', '--retry-delay', '1'];
    const request = ['curl', '-sfk', ...retries, '-H', `Host: ${this.domain}`, 'https://127.0.0.1/'];
    const { exitCode, stderr } = await execOnHost(this.host, request);
    if (exitCode !== 0) throw new Error(`The plain site does not answer: ${stderr}`);
  }

  async #copy(): Promise<void> {
    await execOnHost(this.host, ['mkdir', '-p', onHost]);
    await docker(['cp', `${this.folder}/.`, `${containerOf(this.host)}:${onHost}`]);
  }

  async #compose(args: readonly string[]): Promise<void> {
    const command = ['docker', 'compose', '--project-directory', onHost, ...args];
    const { exitCode, stderr } = await execOnHost(this.host, command);
    if (exitCode !== 0)
      throw new Error(`docker compose ${args.join(' ')} ended with ${exitCode}: ${stderr.slice(-1000)}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
