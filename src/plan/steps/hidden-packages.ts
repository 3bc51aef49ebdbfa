import type { HiddenPackages } from '../../compose/hidden-packages.js';
import type { Planning } from '../context.js';
import type { Decision } from '../step.js';

/** On a new site nobody has installed them by hand yet. */
export function decideHiddenPackages({ facts, inputs }: Planning): Decision {
  const { hiddenPackages = [], composeFiles, commandService } = facts.repository.stack;
  if (facts.host.current !== undefined || inputs.releaseCommand !== undefined) return {};
  const groups = new Map<string, readonly HiddenPackages[]>();
  for (const found of hiddenPackages) {
    const key = [found.mounted, found.target, found.folder].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), found]);
  }
  const warnings = [...groups.values()].map((found) => textOf(found, composeFiles.join(' with '), commandService));
  return warnings.length === 0 ? {} : { warnings };
}

/** For services that mount the same. */
function textOf(found: readonly HiddenPackages[], where: string, commandService: string): string {
  const [{ mounted = '', target = '', folder = '', command = '' } = {}] = found;
  const services = found.map(({ service }) => service);
  const isCommand = services.includes(commandService);
  return (
    `${where} mounts ${mounted === '' ? 'the repository' : mounted} at ${target} of ${services.join(', ')}, and git does not track ${folder}: ` +
    `what the image has there is hidden, and its packages may be missing. Remove the mount${isCommand ? ', or add to the step:' : '.'}` +
    (isCommand ? `\nrelease-command: ${command}` : '')
  );
}
