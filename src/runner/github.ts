import { appendFileSync } from 'node:fs';
import { EOL } from 'node:os';
import { commandLine, outputEntry } from './commands.js';
import { jobOf } from './environment.js';
import type { Runner } from './runner.js';

/** The runner of GitHub Actions: commands on standard output, and the files that its variables name. */
export function githubRunner(environment: NodeJS.ProcessEnv): Runner {
  const write = (text: string): void => void process.stdout.write(text);
  const fileOf = (name: string): string | undefined => environment[name] || undefined;
  return {
    job: jobOf(environment),
    mask: (value) => write(commandLine('add-mask', value)),
    async group(title, work) {
      write(commandLine('group', title));
      try {
        return await work();
      } finally {
        write(commandLine('endgroup', ''));
      }
    },
    info: (line) => write(`${line}${EOL}`),
    warning: (text) => write(commandLine('warning', text)),
    fail(title, text) {
      write(commandLine('error', text, { title }));
      process.exitCode = 1;
    },
    output(name, value) {
      // Without the file (the action run by hand) nobody asks for outputs.
      const file = fileOf('GITHUB_OUTPUT');
      if (file !== undefined) appendFileSync(file, outputEntry(name, value, `ghadelimiter_${crypto.randomUUID()}`));
    },
    summary(markdown) {
      // Without a summary file (a runner before 2.297, some self-hosted ones) the deploy is still a deploy.
      const file = fileOf('GITHUB_STEP_SUMMARY');
      if (file !== undefined) appendFileSync(file, `${markdown}${EOL}`);
      return Promise.resolve();
    },
  };
}
