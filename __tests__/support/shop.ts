import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execOnHost } from '../../lab/hosts.js';
import type { HostName } from '../../lab/hosts/definition.js';
import { makeRepository, type SmallRepository } from './lab-step.js';

const example = (name: string): Promise<string> =>
  readFile(fileURLToPath(new URL(`../../examples/compose-app/${name}`, import.meta.url)), 'utf8');

/** More services for the example: a worker that runs the app's image, and one with mounts of the repository's folders. */
const moreServices = `
  worker:
    image: shop-app
    command: ['node', '-e', 'setInterval(() => {}, 1e6)']
    stop_signal: SIGKILL
    restart: unless-stopped
    depends_on: [app]

  notes:
    image: redis:8-alpine
    command: ['sleep', '86400']
    stop_signal: SIGKILL
    restart: unless-stopped
    volumes:
      - ./notes:/notes:ro
      - ./data:/kept
    env_file:
      - path: .env
        required: false
`;

/** What a deploy of the shop needs to be told. */
export const shopInputs = { 'app-port': '8000', 'app-protocol': 'http', 'health-path': '/health' } as const;

/** `examples/compose-app` with a worker and bind mounts. */
export async function makeShop(): Promise<SmallRepository> {
  const compose = (await example('compose.yaml'))
    .replace('    build: .\n', '    build: .\n    image: shop-app\n')
    .replace('\nvolumes:\n', `${moreServices}\nvolumes:\n`);
  const names = ['Dockerfile', 'package.json', 'package-lock.json', 'server.js', '.dockerignore'];
  const files = await Promise.all(names.map(async (name): Promise<[string, string]> => [name, await example(name)]));
  return makeRepository('shop', {
    ...Object.fromEntries(files),
    'compose.yaml': compose,
    'notes/today.txt': 'first\n',
  });
}

/** The containers of a project by their service: their ids. Throws when docker does not answer. */
export async function containersOf(host: HostName, project: string): Promise<Readonly<Record<string, string>>> {
  const format = '{{.Label "com.docker.compose.service"}} {{.ID}}';
  const filter = ['--filter', `label=com.docker.compose.project=${project}`];
  const { exitCode, stdout, stderr } = await execOnHost(host, ['docker', 'ps', ...filter, '--format', format]);
  if (exitCode !== 0) throw new Error(stderr);
  return Object.fromEntries(
    stdout
      .trim()
      .split('\n')
      .map((line): [string, string] => [line.split(' ')[0] ?? '', line.split(' ')[1] ?? '']),
  );
}

/** The services that run in another container than before, or are new. */
export function replaced(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly string[] {
  return Object.keys(after)
    .filter((service) => after[service] !== before[service])
    .sort();
}
