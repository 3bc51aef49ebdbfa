import { workflowLines } from '../values/workflow-lines.js';

/** What to add to the workflow step for files that are not in the repository: the lines themselves. */
export function filesHint(paths: readonly string[]): string {
  const lines = workflowLines({ files: paths.map((path) => ({ path })) });
  return ['Store the content as a secret, and add to the step:', ...lines].join('\n');
}
