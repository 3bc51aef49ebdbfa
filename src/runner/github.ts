import * as core from '@actions/core';
import { context } from '@actions/github';
import type { Runner } from './runner.js';

/** The runner of GitHub Actions. */
export function githubRunner(environment: NodeJS.ProcessEnv): Runner {
  const repository = environment['GITHUB_REPOSITORY'] ?? '';
  const runId = `${context.runId}`;
  return {
    input: (name) => core.getInput(name, { trimWhitespace: false }),
    job: {
      workspace: environment['GITHUB_WORKSPACE'] ?? process.cwd(),
      repository,
      sha: context.sha,
      actor: context.actor,
      workflow: context.workflow,
      runId,
      url: `${context.serverUrl}/${repository}/actions/runs/${runId}`,
    },
    mask: core.setSecret,
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
