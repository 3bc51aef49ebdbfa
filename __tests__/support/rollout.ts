import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Deployed, type Deployment, type SHELLS, TestHost } from './host-program.js';
import { rollingEngine } from './rolling-engine.js';
import { serveHttp, type RunningServer } from './tls-server.js';

/** A host with the releases r1, which runs, and R2, and an app of both that answers over HTTP. */
export class Rollout implements AsyncDisposable {
  readonly host: TestHost;
  #server: RunningServer;

  private constructor(host: TestHost, server: RunningServer) {
    this.host = host;
    this.#server = server;
  }

  static async begin(shell: (typeof SHELLS)[number]): Promise<Rollout> {
    const host = new TestHost(shell);
    host.release('r1');
    for (const name of ['r1', 'R2']) {
      host.write(`records/${name}/release.compose.yml`, `aliases: [release-${name.toLowerCase()}]\n`);
      host.write(`releases/${name}/compose.yml`, '');
      host.write(`records/${name}/manifest`, '');
      host.write(`records/${name}/compose-files`, 'compose.yml');
      host.write(`records/${name}/compose-folder`, '');
    }
    return new Rollout(host, await serveHttp((_, response) => response.end('hello')));
  }

  /** Where the app answers. */
  get port(): number {
    return this.#server.port;
  }

  /** From now on the app answers with this status, at another port. */
  async answerWith(status: number): Promise<void> {
    await this.silence();
    this.#server = await serveHttp((_, response) => response.writeHead(status).end());
  }

  /** Nothing listens any more. */
  async silence(): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
  }

  /** Switches to R2. `becomes` is the state in which containers of R2 are found: status, health and restarts. */
  async up(
    becomes: string,
    {
      steps = ['up'],
      parts = [],
      job = {},
      oneShots = [],
    }: Partial<Deployment> & { oneShots?: readonly string[] } = {},
  ): Promise<Deployed> {
    this.host.stub('docker', rollingEngine(this.host.root, becomes));
    const shots = { one_shots: oneShots };
    const app = { start_first: true, ports: [this.port], protocol: null, ...job.app };
    return await this.host.deploy({
      ...{ steps, parts },
      job: { release: 'R2', expected_release: 'r1', ...job, app },
      data: { up: shots, rollback: shots },
    });
  }

  app(): readonly string[] {
    return this.host.read('app').split('\n').slice(0, -1);
  }

  live(): string {
    return readlinkSync(join(this.host.root, 'edge/live/current'));
  }

  leadTo(target: string): void {
    const words = [
      '-c',
      'mkdir -p "$1/$2" && ln -s "$2" "$1/current"',
      'sh',
      join(this.host.root, 'edge/live'),
      target,
    ];
    this.host.run(words);
  }

  scales(): readonly string[] {
    return this.host.calls('docker').flatMap((call) => /--scale (\S+)/.exec(call)?.[1] ?? []);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.host[Symbol.dispose]();
    await this.silence();
  }
}
