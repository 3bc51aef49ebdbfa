import { ensureEngine } from './engine.js';
import { ensureHosts } from './hosts.js';
import { ensureImage } from './images.js';
import { type Lab, openLab } from './lab.js';
import { ensureServices } from './services.js';
import { whileLocked } from './up-lock.js';

/**
 * Brings the lab up, whatever state it was left in: keeps what runs and is as it should be, makes the rest. `say` gets a line
 * for everything that is made, with its seconds. Processes that ask for it at the same time take turns.
 */
export async function bringUp(say: (line: string) => void): Promise<Lab> {
  return whileLocked(say, async () => {
    await ensureEngine(say);
    await ensureServices(say);
    await ensureImage('runner', say);
    await ensureHosts(say);
    return openLab();
  });
}
