// Whoever read along (`| head`) has seen enough: end as a program that wrote to a closed pipe does, without a word.
const brokenPipeExitCode = 141;

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(brokenPipeExitCode);
});

/** Prints a line for the person at the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Ends the program by exit code: an error is printed as its message alone, with what caused it when that says more. */
export async function runMain(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${messageOf(error)}\n`);
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // execa puts the command first and the output last; its short message is the part for people.
  return error.message;
}
