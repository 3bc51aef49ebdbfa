import * as core from '@actions/core';
import { jobOf } from './environment.js';
import type { Runner } from './runner.js';

/** The runner of GitHub Actions. */
export function githubRunner(environment: NodeJS.ProcessEnv): Runner {
  return {
    job: jobOf(environment),
    group: core.group,
    info: core.info,
    warning: core.warning,
    fail(title, text) {
      core.error(text, { title });
      process.exitCode = core.ExitCode.Failure;
    },
    output: core.setOutput,
    async summary(markdown) {
      // Without a summary file (a runner before 2.297, some self-hosted ones) the deploy is still a deploy.
      if ((environment['GITHUB_STEP_SUMMARY'] ?? '') === '') return;
      await core.summary.addRaw(markdown, true).write();
    },
  };
}
