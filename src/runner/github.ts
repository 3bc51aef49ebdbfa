import { appendFile } from 'node:fs/promises';
import { EOL } from 'node:os';
import { commandsTo } from './commands.js';
import { jobOf } from './environment.js';
import type { Runner } from './runner.js';

/** The runner of GitHub Actions. */
export function githubRunner(environment: NodeJS.ProcessEnv): Runner {
  const { issue, line, output } = commandsTo((text) => void process.stdout.write(text), environment);
  return {
    job: jobOf(environment),
    mask: (value) => issue('add-mask', value),
    async group(title, work) {
      issue('group', title);
      try {
        return await work();
      } finally {
        issue('endgroup', '');
      }
    },
    info: line,
    warning: (text) => issue('warning', text),
    fail(title, text) {
      issue('error', text, { title });
      process.exitCode = 1;
    },
    output,
    async summary(markdown) {
      // Without a summary file (a runner before 2.297, some self-hosted ones) the deploy is still a deploy.
      const file = environment['GITHUB_STEP_SUMMARY'] ?? '';
      if (file !== '') await appendFile(file, `${markdown}${EOL}`);
    },
  };
}
