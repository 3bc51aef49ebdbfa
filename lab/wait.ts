import { setTimeout as sleep } from 'node:timers/promises';
import { docker } from './docker.js';

const pauseMs = 200;

/** Waits until the check says true; throws with the container's last log lines when it has not within the time limit. */
export async function waitForContainer(
  container: string,
  check: () => Promise<boolean>,
  options: { readonly what: string; readonly timeoutMs?: number },
): Promise<void> {
  const { what, timeoutMs = 30_000 } = options;
  const began = Date.now();
  while (Date.now() - began < timeoutMs) {
    if (await check()) return;
    await sleep(pauseMs);
  }
  const { stdout, stderr } = await docker(['logs', '--tail', '20', container], { allowFailure: true });
  throw new Error(
    `${container}: ${what} did not come within ${timeoutMs / 1000} s. Its last words:\n${stdout}${stderr}`,
  );
}

/** Runs a program in a container; its exit code and output come back whatever they are. */
export function execIn(container: string, argv: readonly string[], input?: string | Buffer) {
  const interactive = input === undefined ? [] : ['--interactive'];
  return docker(['exec', ...interactive, container, ...argv], {
    allowFailure: true,
    ...(input === undefined ? {} : { input }),
  });
}
