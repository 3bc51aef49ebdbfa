import type { Planning } from '../context.js';
import { diskNeeded } from './disk.js';
import { size } from './release.js';

/** Below this much memory and swap for a build, it may take what the running site needs: docs/decisions/build-memory.md. */
const enough = 1.5 * 1024 ** 3;
/** The sizes of a swap file, as the disk allows. */
const sizes = [2 * 1024 ** 3, 1024 ** 3];

/** What is done for a build that is likely to exhaust the host's memory. */
export type Swap =
  | { readonly kind: 'none' }
  | { readonly kind: 'add'; readonly bytes: number; readonly because: string }
  | { readonly kind: 'warn'; readonly warning: string };

/** Pure. */
export function swapFor(planning: Planning): Swap {
  const { inputs, facts, needsRelease, overlay } = planning;
  const { host } = facts;
  const { available, freeSwap, swap, total } = host.memory;
  if (!needsRelease || overlay.built.length === 0 || available + freeSwap >= enough) return { kind: 'none' };
  const swapText = swap === 0 ? 'no swap' : `${size(freeSwap)} of swap free`;
  const because = `the build has ${size(available)} of the host's ${size(total)} of memory, and ${swapText}`;
  const room = host.disk.freeBytes - diskNeeded(planning);
  const bytes = sizes.find((one) => one <= room);
  const mayAdd = inputs.bootstrap && host.privilege !== 'none' && swap === 0;
  if (mayAdd && bytes !== undefined) return { kind: 'add', bytes, because };
  const why = !mayAdd || bytes !== undefined ? '' : ', and the disk has no room for a swap file';
  return {
    kind: 'warn',
    warning: `A build may run out of memory: ${because}${why}. Use an instance with more memory, add swap, or build the image in the workflow and push it to a registry.`,
  };
}
