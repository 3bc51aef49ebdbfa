import type { Secret } from '../secret.js';

/** Logins as the host reads them (observe/logins.py, compose/docker_config.py): the one place where they are revealed. */
export function loginsText(
  logins: readonly { readonly registry: string; readonly username: string; readonly password: Secret }[],
): string {
  return JSON.stringify(
    logins.map(({ registry, username, password }) => ({ registry, username, password: password.reveal() })),
  );
}
