import type { Run, Runner } from '../../src/runner/runner.js';

export const someRun: Run = {
  id: 42,
  attempt: 1,
  actor: 'alice',
  serverUrl: 'https://github.com',
  url: 'https://github.com/owner/app/actions/runs/42',
};

export const someErrorsPage = 'https://github.com/o/action/blob/v1/docs/errors.md';

/** A runner that shows nothing, but for what a test gives. */
export function someRunner(changes: Partial<Runner> = {}): Runner {
  return {
    job: { workspace: '', repository: 'owner/app', sha: '', errorsPage: someErrorsPage },
    run: someRun,
    isDebug: false,
    group: (_title, work) => work(),
    info: () => undefined,
    mask: () => undefined,
    warning: () => undefined,
    fail: () => undefined,
    prepare: () => undefined,
    output: () => Promise.resolve(),
    saveState: () => Promise.resolve(),
    summary: () => Promise.resolve(),
    ...changes,
  };
}
