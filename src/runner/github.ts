import { jobOf } from './environment.js';
import type { Printer } from './print.js';
import { currentRun } from './run-description.js';
import type { Runner } from './runner.js';

/** Loaded when it is needed: it takes longer to load than all that has to be done before the host is called. */
const core = () => import('@actions/core');

/** The runner of GitHub Actions. */
export function githubRunner(environment: NodeJS.ProcessEnv, printer: Printer): Runner {
  const isGiven = (file: string): boolean => (environment[file] ?? '') !== '';
  return {
    job: jobOf(environment),
    run: currentRun(environment),
    // As `isDebug` of @actions/core.
    isDebug: environment['RUNNER_DEBUG'] === '1',
    async group(title, work) {
      printer.command('group', {}, title);
      try {
        return await work();
      } finally {
        printer.command('endgroup', {}, '');
      }
    },
    info: (line) => printer.text(line),
    mask: (value) => printer.command('add-mask', {}, value),
    warning: (text) => printer.command('warning', {}, text),
    fail(text) {
      printer.command('error', {}, text);
      process.exitCode = 1;
    },
    prepare: () => void core().catch(() => undefined),
    async output(name, value) {
      // The file's entries end at a random word, so that no value can begin another. A runner before 2.297 has no file.
      if (isGiven('GITHUB_OUTPUT')) (await core()).setOutput(name, value);
      else printer.command('set-output', { name }, value);
    },
    async saveState(name, value) {
      if (isGiven('GITHUB_STATE')) (await core()).saveState(name, value);
      else printer.command('save-state', { name }, value);
    },
    async summary(markdown) {
      // Without a summary file (a runner before 2.297, some self-hosted ones) the deploy is still a deploy.
      if (isGiven('GITHUB_STEP_SUMMARY')) await (await core()).summary.addRaw(markdown, true).write();
    },
  };
}
