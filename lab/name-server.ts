import { ensureContainer } from './containers.js';
import { ensureImage } from './images.js';
import { addresses } from './network.js';
import { execIn, waitForContainer } from './wait.js';

const container = 'ehd-dns';

/** Where the lab's name server answers, over UDP and TCP. */
export const nameServer = { address: addresses.dns, port: 53 } as const;

/** Brings up the name server that answers from Route 53's zones; call it after Route 53 is up. */
export async function ensureNameServer(say: (line: string) => void): Promise<void> {
  const image = await ensureImage('dns', say);
  await ensureContainer({ name: container, image, ip: addresses.dns, args: [], command: [] }, say);
  await waitForContainer(container, async () => (await ask('acme.lab.test', 'A')).length === 1, { what: 'an answer' });
}

/** Asks the lab's name server: the records as text (an object type as JSON), none where it has none. */
export async function ask(name: string, type: string): Promise<readonly string[]> {
  const { exitCode, stdout } = await execIn(container, ['node', 'ask.ts', name, type]);
  return exitCode === 0 ? stdout.split('\n').filter((line) => line !== '') : [];
}
