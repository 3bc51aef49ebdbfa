import { jobOf } from './environment.js';
import type { Runner } from './runner.js';
import type { Speech } from './speech.js';

/** The runner of GitHub Actions. */
export function githubRunner(environment: NodeJS.ProcessEnv, { say, begin }: Speech): Runner {
  return {
    job: jobOf(environment),
    mask: (value) => say((core) => core.setSecret(value)),
    async group(title, work) {
      say((core) => core.startGroup(title));
      try {
        return await work();
      } finally {
        say((core) => core.endGroup());
      }
    },
    info: (line) => say((core) => core.info(line)),
    warning: (text) => say((core) => core.warning(text)),
    fail: (title, text) =>
      say((core) => {
        core.error(text, { title });
        process.exitCode = core.ExitCode.Failure;
      }),
    output: (name, value) => say((core) => core.setOutput(name, value)),
    speak: async () => void (await begin()),
    async summary(markdown) {
      const core = await begin();
      // Without a summary file (a runner before 2.297, some self-hosted ones) the deploy is still a deploy.
      if ((environment['GITHUB_STEP_SUMMARY'] ?? '') === '') return;
      await core.summary.addRaw(markdown, true).write();
    },
  };
}
