import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from letting what is young grow to tens of megabytes, as it does while a large tree is read, and then sends files in
 * buffers that it collects as rarely. For the whole process; heard at any time, unlike `--max-semi-space-size`.
 */
export function keepYoungMemorySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
