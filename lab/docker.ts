import { execa } from 'execa';
import type { Readable } from 'node:stream';

export interface DockerOptions {
  /** Sent to the command's standard input; without it standard input is empty. */
  readonly input?: string | Buffer;
  /** Added to this process's environment; `docker run -e NAME` takes its values from here. */
  readonly env?: Readonly<Record<string, string>>;
  /** Return a non-zero exit code instead of throwing. */
  readonly allowFailure?: boolean;
  /** Called with each line of standard output and standard error as it comes. */
  readonly onLine?: (line: string) => void;
  /** Ends the command when aborted. */
  readonly signal?: AbortSignal;
}

export interface DockerResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the `docker` command line tool. Throws with its last lines when it fails, unless failure is allowed. */
export async function docker(args: readonly string[], options: DockerOptions = {}): Promise<DockerResult> {
  const command = [...(await privilege(options.env)), 'docker', ...args];
  const result = await run(command, options);
  if (result.exitCode !== 0 && options.allowFailure !== true) {
    throw new Error(`docker ${args.slice(0, 6).join(' ')} … ended with ${result.exitCode}: ${lastLines(result)}`);
  }
  return result;
}

/** Starts the `docker` command line tool and hands over its standard output as it comes; a failure destroys the stream. */
export async function dockerOutput(args: readonly string[]): Promise<Readable> {
  const [file = 'docker', ...rest] = [...(await privilege({})), 'docker', ...args];
  return execa(file, rest, { stdin: 'ignore', buffer: false }).readable();
}

/** Whether a Docker Engine answers, and if not, what the client said. */
export async function engineAnswer(): Promise<{ readonly answers: boolean; readonly said: string }> {
  const args = ['version', '--format', '{{.Server.Version}}'];
  const plain = await run(['docker', ...args], {});
  if (plain.exitCode === 0) return { answers: true, said: plain.stdout };
  const asRoot = await run(['sudo', '-n', 'docker', ...args], {});
  return { answers: asRoot.exitCode === 0, said: asRoot.exitCode === 0 ? asRoot.stdout : lastLines(plain) };
}

let socketIsOurs: Promise<boolean> | undefined;

async function privilege(env: DockerOptions['env']): Promise<readonly string[]> {
  socketIsOurs ??= run(['docker', 'version', '--format', '{{.Server.Version}}'], {}).then(
    (answer) => answer.exitCode === 0 || !/permission denied/i.test(answer.stderr),
  );
  if (await socketIsOurs) return [];
  const kept = ['DOCKER_BUILDKIT', 'DOCKER_HOST', ...Object.keys(env ?? {})];
  return ['sudo', '-n', `--preserve-env=${kept.join(',')}`];
}

async function run(command: readonly string[], options: DockerOptions): Promise<DockerResult> {
  const [file = 'docker', ...args] = command;
  const subprocess = execa(file, args, {
    reject: false,
    stdin: options.input === undefined ? 'ignore' : 'pipe',
    ...(options.input === undefined ? {} : { input: options.input }),
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
    all: true,
    maxBuffer: 200_000_000,
  });
  if (options.onLine !== undefined) {
    for await (const line of subprocess.iterable({ from: 'all' })) options.onLine(String(line));
  }
  const result = await subprocess;
  return {
    // No exit code: the program is not there (127) or a signal ended it.
    exitCode: result.exitCode ?? (result.code === 'ENOENT' ? 127 : 130),
    stdout: String(result.stdout ?? ''),
    stderr: String(result.stderr ?? '') || (result.code === 'ENOENT' ? `${file}: command not found` : ''),
  };
}

function lastLines(result: DockerResult): string {
  const tails = [result.stdout, result.stderr].map((text) => text.trim().split('\n').slice(-12).join('\n'));
  return tails.filter((tail) => tail !== '').join('\n');
}
