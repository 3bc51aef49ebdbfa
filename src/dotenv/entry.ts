import type { Secret } from '../secret.js';

/** One variable of the release's `.env`. The value may hold anything but NUL. */
export interface EnvEntry {
  readonly key: string;
  readonly value: Secret;
}
