import type { Secret } from '../secret.js';

/** One variable of the release's `.env`. The value may contain anything but NUL. */
export interface EnvEntry {
  readonly key: string;
  readonly value: Secret;
}
