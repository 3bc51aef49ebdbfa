import type { Planning } from '../context.js';
import type { Decision } from '../step.js';

/**
 * Other compose files than those of the current release, found without an input: services and volumes of the site may change with them, although
 * nobody chose that.
 */
export function decideOtherFiles({ inputs, facts: { repository, host } }: Planning): Decision {
  const { kind, composeFiles, composeBecause } = repository.stack;
  const before = host.current?.composeFiles;
  // A release without Docker has none.
  if (kind === 'native' || host.native !== undefined || inputs.composeFiles !== undefined || before === undefined)
    return {};
  if (before.join('|') === composeFiles.join('|')) return {};
  const old = before.length === 0 ? 'the Dockerfile alone' : before.join(' with ');
  const found = composeFiles.length === 0 ? 'the Dockerfile alone' : composeFiles.join(' with ');
  const warning =
    `The current release is made of ${old}, and this one is made of ${found}: ${composeBecause}. ` +
    `Services and volumes that only the current one has are not used any more. To stay with it, ${howToStay(before)}`;
  return { warnings: [warning] };
}

function howToStay(before: readonly string[]): string {
  const [file, ...more] = before;
  if (file === undefined) return 'add to the inputs: dockerfile: Dockerfile';
  if (more.length === 0) return `add to the inputs: compose-file: ${file}`;
  return `add to the inputs:\ncompose-file: |\n${before.map((path) => `  ${path}`).join('\n')}`;
}
