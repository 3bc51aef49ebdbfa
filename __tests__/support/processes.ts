import { readFileSync, readdirSync } from 'node:fs';

/** Process ids of the programs that were started with this assignment. One that has ended and waits for its parent has none. */
export function processesOf(assignment: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => environmentOf(name).includes(assignment))
    .map(Number);
}

/** The assignments that a process was started with; none when it has ended, or is somebody else's. */
function environmentOf(id: string): readonly string[] {
  try {
    return readFileSync(`/proc/${id}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

export function end(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
