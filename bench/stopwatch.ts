import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('run-timed.mjs', import.meta.url));
const inContainer = '/run-timed.mjs';
const lastWords = /stopwatch: (\d+\.\d+)\s*$/;

/** `docker run` options that bring the stopwatch into a container that has Node. */
export const stopwatchMount: readonly string[] = ['--volume', `${file}:${inContainer}:ro`];

/** The command that runs `argv` in a container and tells its seconds as the last line of standard error. */
export function underStopwatch(argv: readonly string[]): readonly string[] {
  return ['node', inContainer, ...argv];
}

/** The seconds that the last words of a text tell, if they are the stopwatch's. */
export function secondsIn(text: string): number | undefined {
  const seconds = lastWords.exec(text)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

/** Takes the stopwatch's line off a program's standard error. Throws when it is not there: the program never ran. */
export function readStopwatch(stderr: string): { readonly seconds: number; readonly stderr: string } {
  const seconds = secondsIn(stderr);
  if (seconds === undefined) throw new Error(`The stopwatch said nothing:\n${stderr}`);
  return { seconds, stderr: stderr.replace(lastWords, '') };
}
