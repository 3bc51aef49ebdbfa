// run-timed.mjs PROGRAM ARGUMENT…: runs a program and says on standard error, as the last line, how many seconds it took.
// It runs beside the program, so that the start of a container or of a docker client is not in the figure.
import { spawn } from 'node:child_process';

const [program, ...args] = process.argv.slice(2);
const began = performance.now();
const child = spawn(program, args, { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  process.stderr.write(`${program} does not start: ${error.message}\n`);
  process.exitCode = 127;
});
child.on('exit', (code, signal) => {
  const seconds = ((performance.now() - began) / 1000).toFixed(4);
  process.stderr.write(`stopwatch: ${seconds}\n`, () => process.exit(signal === null ? (code ?? 1) : 130));
});
