/** Default time limits on the host: its steps, and the image pull within the step `build`. */
const DEFAULT_SECONDS = {
  bootstrap: 15 * 60,
  files: 10 * 60,
  'input-files': 60,
  env: 60,
  confirm: 12 * 60,
  data: 10 * 60,
  build: 20 * 60,
  pull: 10 * 60,
  'release-command': 10 * 60,
  proxy: 2 * 60,
  up: Infinity,
  probe: 2 * 60,
  certify: 5 * 60,
  'serve-https': 2 * 60,
  renewal: 10 * 60,
  prune: 5 * 60,
  rollback: 5 * 60,
} as const;

export type Limited = keyof typeof DEFAULT_SECONDS;

/** Limits set by the user, in seconds. */
export type Limits = Readonly<Partial<Record<Limited, number>>>;

export function isLimited(name: string): name is Limited {
  return Object.hasOwn(DEFAULT_SECONDS, name);
}

export const limitedNames: readonly string[] = Object.keys(DEFAULT_SECONDS);

/** The part of the run's timeout that is reserved for a rollback after the external check; steps on the host must not use it. */
export function reserveMs(timeoutMs: number): number {
  return Math.min(5 * 60_000, timeoutMs * 0.2);
}

/** The limit of one step, given the remaining seconds. */
export function limitSeconds(name: Limited, limits: Limits, leftSeconds: number): number {
  return Math.max(1, Math.floor(Math.min(limits[name] ?? DEFAULT_SECONDS[name], leftSeconds)));
}
