import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { HostName } from '../../lab/hosts/definition.js';
import { deployWithRestarts, type RestartedSite, setUpRestarts } from '../theirs/restarts.js';
import { sites } from './our-site.js';

/** The load site without Docker as many tutorials run it: uWSGI and nginx on the host, both restarted in each deploy. */
export class SiteWithRestarts implements AsyncDisposable {
  readonly #site: RestartedSite;
  readonly #folder: string;
  readonly domain: string;

  private constructor(site: RestartedSite, folder: string) {
    this.#site = site;
    this.#folder = folder;
    this.domain = site.domain;
  }

  /** Sets it up on a host that has no site. */
  static async open(host: HostName, domain: string): Promise<SiteWithRestarts> {
    const folder = path.join(await mkdtemp(path.join(tmpdir(), 'load-by-hand-')), 'site');
    await cp(path.join(sites, 'load-uwsgi'), folder, { recursive: true });
    const command = 'sh release.sh collected-static';
    const site = new SiteWithRestarts({ host, domain, port: 443, module: 'app', threads: 32, command }, folder);
    await site.write('.env', 'SETTING=first\n');
    await setUpRestarts(site.#site);
    return site;
  }

  /** Writes a file of the project. */
  async write(name: string, text: string): Promise<void> {
    await writeFile(path.join(this.#folder, name), text);
  }

  /** Throws when the site does not answer with success afterwards, among others. */
  async deploy(): Promise<void> {
    await deployWithRestarts(this.#site, this.#folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(path.dirname(this.#folder), { recursive: true, force: true });
  }
}
