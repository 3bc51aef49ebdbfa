import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('run-timed.mjs', import.meta.url));
const inContainer = '/run-timed.mjs';
const lastWords = /stopwatch: (\d+\.\d+)\s*$/;

/** `docker run` options that bring the stopwatch into a container that has Node. */
export const stopwatchMount: readonly string[] = ['--volume', `${file}:${inContainer}:ro`];

/** The command that runs `argv` in a container and prints its seconds as the last line of standard error. */
export function underStopwatch(argv: readonly string[]): readonly string[] {
  return ['node', inContainer, ...argv];
}

/** The seconds in the stopwatch's line at the end of a text, if there is one. */
export function secondsIn(text: string): number | undefined {
  const seconds = lastWords.exec(text)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

/** Separates the stopwatch's line from a program's standard error. Throws when it is missing: the program never ran. */
export function readStopwatch(stderr: string): { readonly seconds: number; readonly stderr: string } {
  const seconds = secondsIn(stderr);
  if (seconds === undefined) throw new Error(`The stopwatch said nothing:\n${stderr}`);
  return { seconds, stderr: stderr.replace(lastWords, '') };
}
