import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execOnHost } from '../../lab/hosts.js';
import type { HostName } from '../../lab/hosts/definition.js';

/** Proportional memory of all processes of units, in megabytes (10^6 bytes). */
export interface UnitMemory {
  /** Before anything happened. */
  readonly before: number;
  readonly highest: number;
}

const program = fileURLToPath(new URL('unit-memory.py', import.meta.url));
const stop = '/root/unit-memory.stop';

/** The memory of the units with this text in their names while something happens. Throws when they have no process at its start. */
export async function memoryAcross(host: HostName, unit: string, happen: () => Promise<unknown>): Promise<UnitMemory> {
  const sampling = execOnHost(host, ['python3', '-c', await readFile(program, 'utf8'), unit, stop]);
  try {
    await happen();
  } finally {
    await execOnHost(host, ['touch', stop]);
  }
  const { stdout, stderr } = await sampling;
  const [before = 0, highest = 0] = stdout.split(' ').map((kibibytes) => (Number(kibibytes) * 1024) / 1e6);
  if (!(before > 0)) throw new Error(`There is no process of ${unit}: ${stdout}${stderr}`);
  return { before, highest };
}
